package io.sessionwarden.policy;

import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The policy's answer to one question. */
public sealed interface Decision {

    /** How long a permit is good for: long enough to act at once, too short to act on stale facts. */
    Duration PERMIT_LASTS = Duration.ofSeconds(30);

    /** The title that reasons carry where no rule spoke. */
    String DEFAULT_DENY = "default";

    /** The title that reasons carry for what is never reset, whatever the rules say. */
    String NEVER = "never, whatever the rules say";

    /** Why. Never empty. */
    List<Reason> reasons();

    /** What rules in mode observe would have said; it did not count. */
    List<RuleOutcome> observed();

    /** The policy's revision. */
    String revision();

    /** The fact that was judged. */
    ResetRequest request();

    /** It may be reset. */
    record Permitted(Permit permit, List<RuleOutcome> observed, Mode mode, ResetRequest request) implements Decision {
        @Override
        public List<Reason> reasons() {
            return permit.reasons();
        }

        @Override
        public String revision() {
            return permit.revision();
        }

        @Override
        public String word() {
            return "permit";
        }
    }

    /** It may not. */
    record Deny(List<Reason> reasons, List<RuleOutcome> observed, String revision, ResetRequest request)
            implements Decision {
        @Override
        public String word() {
            return "deny";
        }
    }

    /** Not yet: ask again then. */
    record Defer(Instant until, List<Reason> reasons, List<RuleOutcome> observed, String revision, ResetRequest request)
            implements Decision {
        @Override
        public String word() {
            return "defer";
        }
    }

    /** Its user must be told first, and then have so much time. */
    record Warn(Duration grace, List<Reason> reasons, List<RuleOutcome> observed, String revision, ResetRequest request)
            implements Decision {
        @Override
        public String word() {
            return "warn";
        }
    }

    /** A human must approve it; the permit is good for nothing before. */
    record Ask(Permit onApproval, List<RuleOutcome> observed, ResetRequest request) implements Decision {
        @Override
        public List<Reason> reasons() {
            return onApproval.reasons();
        }

        @Override
        public String revision() {
            return onApproval.revision();
        }

        @Override
        public String word() {
            return "ask";
        }
    }

    /** The policy failed to answer; nothing is reset, and somebody should look. */
    record Indeterminate(List<Reason> reasons, List<RuleOutcome> observed, String revision, ResetRequest request)
            implements Decision {
        @Override
        public String word() {
            return "indeterminate";
        }
    }

    /** What it permits, or would on approval, rung by rung; nothing where it permits nothing. */
    default Optional<Ladder> ladder() {
        if (this instanceof Permitted permitted) {
            return Optional.of(permitted.permit().ladder());
        }
        return this instanceof Ask ask ? Optional.of(ask.onApproval().ladder()) : Optional.empty();
    }

    /** The word for it in the trail: {@code permit}, {@code deny}, {@code defer}, {@code warn}, {@code ask}, {@code indeterminate}. */
    String word();

    /**
     * Weighs what the rules said: deny beats ask, ask beats warn, warn beats defer, defer beats permit, and nothing said is a
     * deny. What is never reset is denied here, so that no rule can open it.
     *
     * @param question what was asked
     * @param request the fact that the rules judged
     * @param said what the rules said of it, in any order
     * @param revision the policy's revision
     * @param ladder what a permit permits, rung by rung
     */
    static Decision of(
            Question question, ResetRequest request, List<RuleOutcome> said, String revision, Ladder ladder) {
        var observed = only(said, outcome -> !outcome.counts());
        var never = neverReset(request);
        if (!never.isEmpty()) {
            return new Deny(never, observed, revision, request);
        }
        var strongest = strongest(said);
        if (strongest == null) {
            return new Deny(List.of(new Reason(DEFAULT_DENY, "no rule permits it")), observed, revision, request);
        }
        var decisive = only(said, outcome -> outcome.counts() && outcome.weight() == strongest);
        var reasons = reasons(decisive);
        return switch (strongest) {
            case DENY -> new Deny(reasons, observed, revision, request);
            case ASK -> new Ask(permit(question, reasons, revision, ladder), observed, request);
            case WARN -> new Warn(longest(decisive), reasons, observed, revision, request);
            case DEFER -> new Defer(question.at().plus(longest(decisive)), reasons, observed, revision, request);
            case PERMIT ->
                new Permitted(
                        permit(question, reasons, revision, ladder),
                        observed,
                        request.automatic() ? request.thresholdMode() : Mode.ENFORCE,
                        request);
        };
    }

    /** A person has asked for a reset and for nothing gentler. */
    private static Permit permit(Question question, List<Reason> reasons, String revision, Ladder ladder) {
        return new Permit(
                question.session().identity(),
                reasons,
                revision,
                question.at().plus(PERMIT_LASTS),
                question.caller().isWatchdog() ? ladder : ladder.from(Rung.RESET));
    }

    /** The strongest of what counts; null where nothing does. */
    private static @Nullable Effect strongest(List<RuleOutcome> said) {
        Effect strongest = null;
        for (var outcome : said) {
            if (outcome.counts() && (strongest == null || outcome.weight().compareTo(strongest) < 0)) {
                strongest = outcome.weight();
            }
        }
        return strongest;
    }

    /** Without streams: each decision is weighed by two of these, and mostly all of them are wanted, or none. */
    private static List<RuleOutcome> only(List<RuleOutcome> said, Predicate<RuleOutcome> wanted) {
        int count = 0;
        for (var outcome : said) {
            count += wanted.test(outcome) ? 1 : 0;
        }
        if (count == 0 || count == said.size()) {
            return count == 0 ? List.of() : List.copyOf(said);
        }
        var some = new ArrayList<RuleOutcome>(said.size());
        for (var outcome : said) {
            if (wanted.test(outcome)) {
                some.add(outcome);
            }
        }
        return List.copyOf(some);
    }

    private static List<Reason> neverReset(ResetRequest request) {
        if (request.kind() != SessionKind.USER) {
            return never("it is a " + request.kind().name().toLowerCase(Locale.ROOT) + " session");
        }
        if (request.state() == SessionState.UNKNOWN || request.state() == SessionState.LISTEN) {
            return never("its state is " + request.state().label());
        }
        if (request.wardensOwn()) {
            return never("the warden itself runs in it");
        }
        return List.of();
    }

    private static List<Reason> never(String why) {
        return List.of(new Reason(NEVER, why));
    }

    private static List<Reason> reasons(List<RuleOutcome> decisive) {
        if (decisive.size() == 1) {
            return List.of(decisive.get(0).reason());
        }
        return decisive.stream()
                .map(RuleOutcome::reason)
                .sorted(Comparator.comparing(Reason::rule))
                .toList();
    }

    private static Duration longest(List<RuleOutcome> decisive) {
        return Collections.max(decisive, Comparator.comparing(RuleOutcome::delay))
                .delay();
    }
}
