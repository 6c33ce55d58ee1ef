package io.sessionwarden.cycle;

/** Where permitted cycles wait to be run. Holds ids only: the ledger is the truth. Safe for use by several threads. */
public interface CycleQueue {

    /** Asks for that cycle to be run as soon as may be, once; asking again for one that waits or runs changes nothing. */
    void enqueue(String cycle);
}
