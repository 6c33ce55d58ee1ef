package io.sessionwarden.author;

import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.rollout.PolicyArchive;
import io.sessionwarden.rollout.Rollout;

/**
 * What a running warden has of its policy beyond the folder.
 *
 * @param trail what was decided
 * @param archive every edition
 * @param rollout how edits come into force
 */
public record RunningPolicy(AuditTrail trail, PolicyArchive archive, Rollout rollout) {}
