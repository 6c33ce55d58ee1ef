package io.sessionwarden.host.transport;

/**
 * How a command ended: its exit status (128 + n for signal n) and its two outputs as text, read as its {@link Dialect} says;
 * malformed bytes are replaced.
 */
public record CommandResult(int exit, String out, String err) {}
