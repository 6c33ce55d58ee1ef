package io.sessionwarden.policy;

import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

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

    /** The policy's revision. */
    String revision();

    /** The fact that was judged. */
    ResetRequest request();

    /** It may be reset. */
    record Permitted(Permit permit, Mode mode, ResetRequest request) implements Decision {
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
    record Deny(List<Reason> reasons, String revision, ResetRequest request) implements Decision {
        @Override
        public String word() {
            return "deny";
        }
    }

    /** Not yet: ask again then. */
    record Defer(Instant until, List<Reason> reasons, String revision, ResetRequest request) implements Decision {
        @Override
        public String word() {
            return "defer";
        }
    }

    /** A human must approve it. */
    record Ask(List<Reason> reasons, String revision, ResetRequest request) implements Decision {
        @Override
        public String word() {
            return "ask";
        }
    }

    /** The policy failed to answer; nothing is reset, and somebody should look. */
    record Indeterminate(List<Reason> reasons, String revision, ResetRequest request) implements Decision {
        @Override
        public String word() {
            return "indeterminate";
        }
    }

    /** The word for it in the trail: {@code permit}, {@code deny}, {@code defer}, {@code ask}, {@code indeterminate}. */
    String word();

    /**
     * Weighs what the rules said: deny beats ask, ask beats defer, defer beats permit, and nothing said is a deny. What is
     * never reset is denied here, so that no rule can open it.
     *
     * @param question what was asked
     * @param request the fact that the rules judged
     * @param said what the rules said of it, in any order
     * @param revision the policy's revision
     */
    static Decision of(Question question, ResetRequest request, List<RuleOutcome> said, String revision) {
        var never = neverReset(request);
        if (!never.isEmpty()) {
            return new Deny(never, revision, request);
        }
        var denials = reasons(said, Effect.DENY);
        if (!denials.isEmpty()) {
            return new Deny(denials, revision, request);
        }
        var asks = reasons(said, Effect.ASK);
        if (!asks.isEmpty()) {
            return new Ask(asks, revision, request);
        }
        var deferrals = reasons(said, Effect.DEFER);
        if (!deferrals.isEmpty()) {
            var longest = said.stream()
                    .filter(outcome -> outcome.effect() == Effect.DEFER)
                    .map(RuleOutcome::delay)
                    .max(Duration::compareTo)
                    .orElseThrow();
            return new Defer(question.at().plus(longest), deferrals, revision, request);
        }
        var permits = reasons(said, Effect.PERMIT);
        if (permits.isEmpty()) {
            return new Deny(List.of(new Reason(DEFAULT_DENY, "no rule permits it")), revision, request);
        }
        var permit = new Permit(
                question.session().identity(), permits, revision, question.at().plus(PERMIT_LASTS));
        return new Permitted(permit, request.automatic() ? request.thresholdMode() : Mode.ENFORCE, request);
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

    private static List<Reason> reasons(List<RuleOutcome> said, Effect effect) {
        return said.stream()
                .filter(outcome -> outcome.effect() == effect)
                .map(RuleOutcome::reason)
                .sorted(Comparator.comparing(Reason::rule))
                .toList();
    }
}
