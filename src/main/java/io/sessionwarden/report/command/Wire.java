package io.sessionwarden.report.command;

import tools.jackson.databind.json.JsonMapper;

/** How a page of a report goes from the warden to the caller's own process. */
final class Wire {

    static final String SUMMARY = "report summary";
    static final String INCIDENTS = "report incidents";

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Wire() {}
}
