package io.sessionwarden.author;

import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.control.LiveSessions;
import io.sessionwarden.policy.EditionReader;
import io.sessionwarden.policy.PolicyInForce;
import io.sessionwarden.rollout.PolicyArchive;
import io.sessionwarden.rollout.Rollout;

/**
 * What a running warden has of its policy beyond the folder.
 *
 * @param inForce what decides
 * @param trail what was decided
 * @param archive every edition
 * @param editions opens one of them
 * @param rollout how edits come into force
 * @param sessions what could be decided now
 */
public record RunningPolicy(
        PolicyInForce inForce,
        AuditTrail trail,
        PolicyArchive archive,
        EditionReader editions,
        Rollout rollout,
        LiveSessions sessions) {}
