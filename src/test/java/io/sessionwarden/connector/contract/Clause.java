package io.sessionwarden.connector.contract;

/** What a host may be unable to show. All else that stands in {@link ConnectorContract} every host shows. */
enum Clause {
    /** The next incarnation has the name of the last one. */
    SAME_NAME,
    /** The next incarnation has the id of the last one. */
    SAME_ID,
    /** Nothing of the host answers. */
    HANG,
    /** What the host answers is damaged, or something else. */
    GARBAGE
}
