package io.sessionwarden.practice;

/**
 * A session that was broken on purpose.
 *
 * @param fault in which way
 * @param seat where it sits
 * @param line what was done, in plain words
 */
public record Broken(Fault fault, String seat, String line) {}
