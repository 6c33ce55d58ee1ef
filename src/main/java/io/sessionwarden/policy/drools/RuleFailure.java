package io.sessionwarden.policy.drools;

/** A rule cannot be evaluated for a request, such as one that divides by nought; says which. */
final class RuleFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RuleFailure(Rule rule, RuntimeException cause) {
        super(
                rule.file() + ":" + rule.line() + ": rule \"" + rule.title() + "\" cannot be evaluated: "
                        + cause.getMessage(),
                cause);
    }
}
