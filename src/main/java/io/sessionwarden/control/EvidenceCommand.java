package io.sessionwarden.control;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.control.wire.Request;
import io.sessionwarden.cycle.EvidenceStore;
import io.sessionwarden.cycle.EvidenceStore.Content;
import io.sessionwarden.session.ForeignText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code evidence}: what a session's screen showed before it was reset, held against the hash that the trail has of it. Each
 * reading is recorded before anything is shown.
 */
final class EvidenceCommand implements CommandHandler {

    private static final String SCREEN = "screen";
    private static final int LONGEST_LINE = 2_000;

    private final AuditTrail trail;
    private final EvidenceStore store;

    EvidenceCommand(AuditTrail trail, EvidenceStore store) {
        this.trail = trail;
        this.store = store;
    }

    @Override
    public Answer handle(Peer peer, Request request) {
        var id = request.arg("id");
        var incident = id.replaceFirst("\\.[0-9]*$", "");
        var kept = trail.ofIncident(incident).stream()
                .filter(record -> record.event().type() == EventType.CYCLE_STEP
                        && !record.event().detail(SCREEN).isEmpty())
                .toList();
        // A number is free again once what had it was deleted: the last one that had it is meant.
        var meant = kept.stream()
                .filter(record -> record.event().detail(SCREEN).equals(id))
                .reduce((one, later) -> later);
        if (meant.isEmpty()) {
            return none(id, incident, kept);
        }
        try {
            return read(peer, meant.get(), store.read(id));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + id, e);
        }
    }

    private static Answer none(String id, String incident, List<AuditRecord> kept) {
        var known = ForeignText.clean(incident, 50);
        return Answer.error(
                ExitCode.NO_SUCH,
                "no evidence is kept by the id '" + ForeignText.clean(id, 50) + "'",
                kept.isEmpty()
                        ? "no screen was kept of incident " + known + "; what was seen of it: warden explain " + known
                        : "of incident " + known + " there is: "
                                + kept.stream()
                                        .map(record -> record.event().detail(SCREEN))
                                        .distinct()
                                        .collect(Collectors.joining(", ")));
    }

    private Answer read(Peer peer, AuditRecord meant, Optional<Content> found) {
        var event = meant.event();
        var hash = event.detail("screenSha256");
        if (found.isEmpty()) {
            record(peer, event, "gone", "");
            return Answer.error(
                    ExitCode.NO_SUCH,
                    event.detail(SCREEN) + " is no longer kept; its SHA-256 was " + hash,
                    "record #" + meant.sequence() + " of " + meant.at() + " says what else was seen: warden explain "
                            + event.incident());
        }
        var content = found.get();
        boolean altered = !content.sha256().equals(hash);
        record(peer, event, altered ? "altered" : "read", content.sha256());
        return altered
                ? Answer.error(
                        ExitCode.FAILED,
                        event.detail(SCREEN) + " was altered: its SHA-256 is " + content.sha256() + ", and record #"
                                + meant.sequence() + " says " + hash,
                        "it is not shown; keep the data directory as it is, and check: warden audit verify")
                : Answer.done(shown(meant, content));
    }

    private static String shown(AuditRecord meant, Content content) {
        var event = meant.event();
        var text = new StringBuilder();
        text.append(event.detail(SCREEN)).append(": ").append(ForeignText.clean(event.detail("sessionName"), 200));
        text.append(" on ").append(event.server()).append(" showed at ").append(meant.at());
        text.append(" (").append(event.detail("screenMasked")).append(" secrets masked; SHA-256 as in record #");
        text.append(meant.sequence()).append(")\n\n");
        content.text()
                .lines()
                .forEach(line ->
                        text.append(ForeignText.clean(line, LONGEST_LINE)).append('\n'));
        return text.toString();
    }

    private void record(Peer peer, AuditEvent kept, String outcome, String sha256) {
        var details = new TreeMap<>(Map.of(SCREEN, kept.detail(SCREEN), "screenSha256", sha256));
        trail.append(new AuditEvent(
                EventType.EVIDENCE_READ,
                "control",
                peer.who(),
                kept.server(),
                kept.session(),
                kept.incident(),
                outcome,
                kept.revision(),
                details));
    }
}
