package io.sessionwarden.session;

/**
 * The ten states of Remote Desktop Services, used for every connector, plus {@link #UNKNOWN}, on which nothing is ever
 * done. The order of the ten is that of {@code WTS_CONNECTSTATE_CLASS}.
 */
public enum SessionState {
    ACTIVE("Active"),
    CONNECTED("Connected"),
    CONNECT_QUERY("ConnectQuery"),
    SHADOW("Shadow"),
    DISCONNECTED("Disconnected"),
    IDLE("Idle"),
    LISTEN("Listen"),
    RESET("Reset"),
    DOWN("Down"),
    INIT("Init"),
    UNKNOWN("Unknown");

    private final String label;

    SessionState(String label) {
        this.label = label;
    }

    /** The word that people see, such as {@code Disconnected}. */
    public String label() {
        return label;
    }

    /** A state that a session passes through; one that stays in it is stuck. */
    public boolean passing() {
        return this == CONNECT_QUERY || this == RESET || this == INIT;
    }
}
