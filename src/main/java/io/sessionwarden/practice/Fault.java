package io.sessionwarden.practice;

import io.sessionwarden.session.Symptom;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways in which practice breaks a session, and what a watchdog under practice's own rules should make of each. */
public enum Fault {
    LEADER_KILLED("its leader is killed (kill -9)", true),
    STOPPED("its leader is stopped (SIGSTOP)", true),
    OUTPUT_BLOCKED("its output is blocked (Ctrl-S is typed, or its client stops reading)", true),
    HUP_IMMUNE("it is stopped, and its program ignores SIGHUP: only SIGKILL ends it", true),
    BUSY("it works as hard as it can for a few seconds: busy, but healthy", false),
    PROTECTED("a protected account's leader is stopped (SIGSTOP)", false);

    private final String plain;
    private final boolean heals;

    Fault(String plain, boolean heals) {
        this.plain = plain;
        this.heals = heals;
    }

    /** What is done to the session, in words that continue "the session is broken: ". */
    public String plain() {
        return plain;
    }

    /** The symptom that a watchdog should see; empty for a session that stays healthy. */
    public Optional<Symptom> symptom() {
        return switch (this) {
            case LEADER_KILLED -> Optional.of(Symptom.DEAD_LEADER);
            case STOPPED, HUP_IMMUNE, PROTECTED -> Optional.of(Symptom.STOPPED);
            case OUTPUT_BLOCKED -> Optional.of(Symptom.OUTPUT_BLOCKED);
            case BUSY -> Optional.empty();
        };
    }

    /** Whether the watchdog should reset the session. Where it should not, a reset is wrong. */
    public boolean heals() {
        return heals;
    }

    /** What people type: {@code leader-killed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The fault that people mean by a word, in any case and with either kind of dash. */
    public static Optional<Fault> named(String word) {
        var plain = word.replace('_', '-');
        return Arrays.stream(values())
                .filter(fault -> fault.word().equalsIgnoreCase(plain))
                .findFirst();
    }
}
