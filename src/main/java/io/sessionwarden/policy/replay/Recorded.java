package io.sessionwarden.policy.replay;

import static io.sessionwarden.session.SessionTexts.instant;
import static io.sessionwarden.session.SessionTexts.require;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.policy.Ladder;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.QuestionTexts;
import io.sessionwarden.policy.Reach;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * A decision as the trail has it, with the question that was asked.
 *
 * @param sequence the number of its record
 * @param at when it was recorded
 * @param question what was asked
 * @param said what was answered then
 * @param revision the revision that answered
 */
public record Recorded(long sequence, Instant at, Question question, Verdict said, String revision) {

    private static final String RULES = "rules";
    private static final String BETWEEN_RULES = " | ";

    /** Whether a record is one of a decision. */
    public static boolean isDecision(AuditRecord entry) {
        return entry.event().type() == EventType.DECISION;
    }

    /** The decision of a record; nothing where it holds no question, as records of earlier versions do. */
    public static Optional<Recorded> of(AuditRecord entry) {
        var event = entry.event();
        return QuestionTexts.read(event.details())
                .map(question -> new Recorded(
                        entry.sequence(),
                        entry.at(),
                        question,
                        verdict(
                                event.outcome(),
                                event.detail(Reach.PERMIT_MODE),
                                event.detail(Reach.LADDER),
                                event.detail(RULES)),
                        event.revision()));
    }

    /**
     * What {@link #texts} gave; nothing where there is no question.
     *
     * @throws IllegalArgumentException where the texts are anything else
     */
    public static Optional<Recorded> of(SortedMap<String, String> texts) {
        return QuestionTexts.read(texts)
                .map(question -> new Recorded(
                        Long.parseLong(require(texts, "sequence")),
                        instant(texts, "at").orElseThrow(() -> new IllegalArgumentException("a decision has a time")),
                        question,
                        verdict(
                                require(texts, "word"),
                                require(texts, Reach.PERMIT_MODE),
                                texts.getOrDefault(Reach.LADDER, ""),
                                require(texts, RULES)),
                        require(texts, "revision")));
    }

    private static Verdict verdict(String word, String mode, String ladder, String rules) {
        return new Verdict(
                word,
                mode.isEmpty() ? Mode.OBSERVE : Mode.valueOf(mode.toUpperCase(Locale.ROOT)),
                ladder.isEmpty() ? null : Ladder.parse(ladder),
                List.of(rules.split(Pattern.quote(BETWEEN_RULES), -1)));
    }

    /** As flat texts, to be handed to another process. */
    public SortedMap<String, String> texts() {
        var texts = QuestionTexts.of(question);
        texts.put("sequence", Long.toString(sequence));
        texts.put("at", at.toString());
        texts.put("word", said.word());
        texts.put(Reach.PERMIT_MODE, said.mode().name());
        if (said.ladder() != null) {
            texts.put(Reach.LADDER, said.ladder().toString());
        }
        texts.put(RULES, String.join(BETWEEN_RULES, said.rules()));
        texts.put("revision", revision);
        return texts;
    }
}
