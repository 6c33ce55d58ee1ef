package io.sessionwarden.policy;

/** How far a decision reaches. The further, the more it permits. */
public enum Reach {
    /** Nothing is reset: denied, deferred, or no answer. */
    NOTHING,
    /** It would be permitted, but is only told of. */
    TOLD,
    /** A human may approve it. */
    ASKED,
    /** It may be reset. */
    RESET;

    /** The detail of a decision's record that says which mode its permit came with, the server's own mode left out. */
    public static final String PERMIT_MODE = "permitMode";

    /** The detail of a decision's record that holds what it permits, rung by rung. */
    public static final String LADDER = "ladder";

    public static Reach of(Decision decision) {
        return of(decision.word(), decision instanceof Decision.Permitted permitted ? permitted.mode() : Mode.OBSERVE);
    }

    /**
     * The reach of a decision as the trail has it.
     *
     * @param word {@link Decision#word}
     * @param mode the mode that a permit came with
     */
    public static Reach of(String word, Mode mode) {
        return switch (word) {
            case "ask" -> ASKED;
            case "permit" ->
                switch (mode) {
                    case OBSERVE -> TOLD;
                    case ASK -> ASKED;
                    case ENFORCE -> RESET;
                };
            default -> NOTHING;
        };
    }
}
