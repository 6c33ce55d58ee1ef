package io.sessionwarden.policy;

/**
 * One file of a policy as text.
 *
 * @param name its name within the policy's folder: {@code never.yaml}, {@code scenarios/people.yaml}
 * @param shown its name as problems are told: {@code rules/never.yaml}
 * @param text what it holds, without a byte order mark
 */
public record PolicyText(String name, String shown, String text) {}
