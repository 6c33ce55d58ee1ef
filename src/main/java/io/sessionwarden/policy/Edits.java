package io.sessionwarden.policy;

/** Which edits of the policy's files wait for {@code warden policy activate}. */
public enum Edits {
    /** Those that may permit anything that was not permitted before, as far as can be judged. */
    WAIT_WHEN_WIDER,
    /** All. */
    ALL_WAIT,
    /** None: whatever is sound is in force as soon as its files have rested. */
    NONE_WAIT
}
