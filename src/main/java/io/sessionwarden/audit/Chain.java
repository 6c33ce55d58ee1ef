package io.sessionwarden.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Locale;

/**
 * How the records of the trail hang together, exactly enough for somebody else to check it:
 *
 * <ul>
 *   <li>The <b>payload</b> is the event's details as {@link FlatJson} writes them. It is stored as that text and never
 *       written anew. Its hash is the SHA-256 of its UTF-8, in small hex digits.
 *   <li>The <b>header</b> is thirteen lines, each ended by a line feed, in UTF-8:
 *       <pre>
 * session-warden record 1
 * sequence=1
 * at=2026-03-01T08:00:00.000000Z
 * type=DECISION
 * source=policy
 * outcome=permit
 * who=watchdog
 * incident=i-1
 * server=local
 * session=local/terminal sid=4711
 * revision=3f9a
 * payloadHash=(64 hex digits)
 * previousHash=(64 hex digits)
 * </pre>
 *       The time is UTC with six digits of a second. The values are escaped like the inside of a JSON string (see
 *       {@link FlatJson}), so that none can make a line of its own. An empty value leaves the line in place.
 *   <li>The record's <b>hash</b> is the SHA-256 of its header, in small hex digits. The first record's previous hash is
 *       {@link #START}; every other's is the hash of the record before it, whose sequence is one less.
 * </ul>
 *
 * <p>So the header stays checkable when a payload has been removed (it is then the empty text), and whoever alters a record has to write every later
 * one anew, which shows against a head that was kept elsewhere.
 */
public final class Chain {

    /** The previous hash of the first record: sixty-four zeros. */
    public static final String START = "0".repeat(64);

    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Chain() {}

    /**
     * The event in its place in the chain. The time is cut to the microsecond, and half a surrogate pair becomes U+FFFD,
     * because a database would give back something else than it was given.
     */
    public static Link link(long sequence, Instant at, AuditEvent event, String previousHash) {
        var payload = FlatJson.write(event.details());
        var unsealed = new Link(
                sequence,
                isoMicros(at),
                event.type().name(),
                FlatJson.wellFormed(event.source()),
                FlatJson.wellFormed(event.outcome()),
                FlatJson.wellFormed(event.who()),
                FlatJson.wellFormed(event.incident()),
                FlatJson.wellFormed(event.server()),
                FlatJson.wellFormed(event.session()),
                FlatJson.wellFormed(event.revision()),
                payload,
                hash(payload),
                previousHash,
                "");
        return new Link(
                unsealed.sequence(),
                unsealed.at(),
                unsealed.type(),
                unsealed.source(),
                unsealed.outcome(),
                unsealed.who(),
                unsealed.incident(),
                unsealed.server(),
                unsealed.session(),
                unsealed.revision(),
                unsealed.payload(),
                unsealed.payloadHash(),
                unsealed.previousHash(),
                new RecordBytes().header(unsealed).hash());
    }

    /**
     * The record that a link holds; without details where its payload was removed.
     *
     * @throws IllegalArgumentException where the link was never one of ours: its payload, type or time cannot be read
     */
    public static AuditRecord record(Link link) {
        var event = new AuditEvent(
                EventType.valueOf(link.type()),
                link.source(),
                link.who(),
                link.server(),
                link.session(),
                link.incident(),
                link.outcome(),
                link.revision(),
                link.payload().isEmpty() ? Collections.emptySortedMap() : FlatJson.read(link.payload()));
        var at = MICROS.parse(link.at(), Instant::from);
        return new AuditRecord(link.sequence(), at, event, link.payloadHash(), link.previousHash(), link.hash());
    }

    /**
     * The record that a link holds, which was made of that event at that time: read anew only where the link could not keep
     * it as it was.
     */
    public static AuditRecord record(Link link, Instant at, AuditEvent event) {
        boolean kept = event.source().equals(link.source())
                && event.outcome().equals(link.outcome())
                && event.who().equals(link.who())
                && event.incident().equals(link.incident())
                && event.server().equals(link.server())
                && event.session().equals(link.session())
                && event.revision().equals(link.revision())
                && event.details().entrySet().stream()
                        .allMatch(detail ->
                                FlatJson.isWellFormed(detail.getKey()) && FlatJson.isWellFormed(detail.getValue()));
        return kept
                ? new AuditRecord(link.sequence(), at, event, link.payloadHash(), link.previousHash(), link.hash())
                : record(link);
    }

    /** The time as it stands in a header. */
    public static String isoMicros(Instant at) {
        var time = at.atOffset(ZoneOffset.UTC);
        return time.getYear() < 1000 || time.getYear() > 9999 ? MICROS.format(at) : isoMicros(time);
    }

    /** A formatter takes longer for it than the hash of the whole record does. */
    private static String isoMicros(OffsetDateTime time) {
        var text = "0000-00-00T00:00:00.000000Z".toCharArray();
        digits(text, 4, time.getYear());
        digits(text, 7, time.getMonthValue());
        digits(text, 10, time.getDayOfMonth());
        digits(text, 13, time.getHour());
        digits(text, 16, time.getMinute());
        digits(text, 19, time.getSecond());
        digits(text, 26, time.getNano() / 1000);
        return new String(text);
    }

    private static void digits(char[] text, int end, int number) {
        int at = end;
        for (int left = number; left > 0; left /= 10) {
            text[--at] = (char) ('0' + left % 10);
        }
    }

    /** The header of a link, over which its hash is taken. */
    public static String header(Link link) {
        return new String(new RecordBytes().header(link).copy(), StandardCharsets.UTF_8);
    }

    /** The hex SHA-256 of a text's UTF-8. */
    public static String hash(String text) {
        return new RecordBytes().text(text).hash();
    }
}
