package io.sessionwarden.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.Checkpoint;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.audit.Frontier;
import io.sessionwarden.audit.Link;
import io.sessionwarden.audit.PayloadRemoval;
import io.sessionwarden.audit.SigningKey;
import io.sessionwarden.audit.TreeHash;
import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AskWarden;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.store.Database;
import io.sessionwarden.store.HibernateAuditTrail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The auditor's commands on a trail in a database, as a person would type them, and what they find when it is altered. */
class AuditorTest {

    private static final int RECORDS = 600;

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock();
    private final SigningKey key = SigningKey.generate("session-warden/test");
    private Database database;
    private AuditTrail trail;
    private Notary notary;

    @BeforeEach
    void open() {
        database = Database.h2(folder.resolve("data"));
        trail = new HibernateAuditTrail(database, clock);
        notary = new Notary(trail, key, List.of(new AppendedFile(folder.resolve("kept"))), () -> "r1", clock);
        append(RECORDS);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void append(int records) {
        trail.append(Collections.nCopies(records, event()));
    }

    private static AuditEvent event() {
        var details = new TreeMap<>(Map.of("note", "d\u00e9j\u00e0 \"vu\"\n\u0001 \ud83d\ude80 =1+1", "empty", ""));
        return new AuditEvent(
                EventType.DECISION, "policy", "anna ] \\ \"x\"", "local", "local/tmux", "i-7", "permit", "r1", details);
    }

    private Answer ask(String command, Map<String, String> args) {
        var found = AuditCommands.of(trail, notary).get(command);
        return found == null ? Answer.error(ExitCode.USAGE, command, "") : found.answer("root (local:0)", args);
    }

    private Answer verify(String... args) {
        var typed = new TreeMap<String, String>();
        for (int at = 0; at < args.length; at += 2) {
            typed.put(args[at], args[at + 1]);
        }
        return new VerifyHere(this::ask).answer(typed);
    }

    private String kept() {
        return folder.resolve("kept").toString();
    }

    private Path export(String format) throws IOException {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, false, StandardCharsets.UTF_8);
        assertThat(new ExportHere(this::ask, stream, System.err).run(Map.of("format", format)))
                .isEqualTo(ExitCode.DONE);
        stream.flush();
        return Files.write(folder.resolve("export." + format), out.toByteArray());
    }

    private void sql(String statement) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var sql = connection.createStatement()) {
            sql.executeUpdate(statement);
        }
    }

    @Test
    void signsRecordsAndKeepsACheckpoint() throws IOException {
        var checkpoint = notary.sign("watchdog");

        assertThat(checkpoint.size()).isEqualTo(RECORDS);
        assertThat(checkpoint.signedBy(key.verifier())).isTrue();
        assertThat(Checkpoint.all(Files.readString(Path.of(kept())))).containsExactly(checkpoint);
        assertThat(notary.trouble()).isEmpty();
        var told = new ArrayList<AuditEvent>();
        trail.readAfter(RECORDS, record -> told.add(record.event()));
        assertThat(told).extracting(AuditEvent::type).containsExactly(EventType.CHECKPOINT_SIGNED);
        assertThat(told.get(0).detail("note")).isEqualTo(checkpoint.note());
    }

    @Test
    void tellsWhatDidNotLeaveTheMachine() {
        var nowhere = new AppendedFile(folder.resolve("none/kept"));
        var failing = new Notary(trail, key, List.of(nowhere), () -> "r1", clock);

        failing.sign("watchdog");

        assertThat(failing.trouble())
                .singleElement()
                .asString()
                .startsWith("the latest checkpoint of the trail was not sent: file " + nowhere.file());
    }

    @Test
    void verifiesAllAndSinceAndAgainst() {
        notary.sign("watchdog");
        append(300);
        notary.sign("watchdog");
        append(5);

        assertThat(verify().out())
                .contains("records: 907\n", "the chain holds\n", "held against no checkpoint kept elsewhere");
        assertThat(verify("against", kept()).out()).contains("it agrees with 2 checkpoints kept elsewhere");
        assertThat(verify("since", kept()).out()).contains("records: 6 (after record 901)\n", "the chain holds\n");
        assertThat(verify("since", kept(), "json", "true").out()).contains("\"holds\" : true", "\"after\" : 901");
    }

    @Test
    void namesRecordsThatWereWrittenAnewAgainstAKeptCheckpointOnly() throws Exception {
        notary.sign("watchdog");
        append(100);
        notary.sign("watchdog");
        writeAnewFrom(650);

        assertThat(verify().err()).doesNotContain("altered").isEmpty();
        var found = verify("against", kept());
        assertThat(found.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(found.err()).contains("records 601 to 701: not those that the checkpoint of ", "signed anew");
        assertThat(verify("since", kept()).exit()).isEqualTo(ExitCode.FAILED);
    }

    /** Does what somebody who owns the machine can do: alters a record and makes the chain, the tree and the head fit. */
    private void writeAnewFrom(long first) throws Exception {
        var links = new ArrayList<Link>();
        trail.links(1, Long.MAX_VALUE, links::add);
        sql("delete from audit_record where sequence >= " + first);
        sql("delete from tree_node where height = 8 and place >= " + (first - 1) / 256);
        clock.advance(Duration.ofSeconds(1));
        var tree = new Frontier();
        links.stream().limit(first - 1).forEach(link -> tree.append(TreeHash.leaf(link), (level, index, hash) -> {}));
        sql("update chain_head set sequence = " + (first - 1) + ", hash = '"
                + links.get((int) first - 2).hash() + "', peaks = '" + tree.text() + "'");
        append(links.size() - (int) first + 1);
    }

    @Test
    void namesACutEndAgainstAKeptCheckpointOnly() throws Exception {
        append(1);
        notary.sign("watchdog");
        sql("delete from audit_record where sequence > 600");
        var head = new ArrayList<Link>();
        trail.links(600, 600, head::add);
        var tree = Frontier.of(600, trail.nodes());
        sql("update chain_head set sequence = 600, hash = '" + head.get(0).hash() + "', peaks = '" + tree.text() + "'");

        assertThat(verify().err()).isEmpty();
        assertThat(verify("against", kept()).err()).contains("record 601: missing: cut off; the checkpoint of ");
        assertThat(verify("since", kept()).err()).contains("record 601: missing: cut off; the checkpoint of ");
    }

    @Test
    void namesAnAlteredTree() throws Exception {
        sql("update tree_node set hash = '" + "0".repeat(64) + "' where height = 8 and place = 1");

        assertThat(verify().err()).contains("records 257 to 512: the stored tree has another hash for them");
    }

    @Test
    void namesAnotherKey() throws Exception {
        notary.sign("watchdog");
        var other = SigningKey.generate("session-warden/test").verifier();
        var file = Files.writeString(folder.resolve("other"), other.text());

        assertThat(verify("against", kept(), "key", file.toString()).err())
                .contains(" (600 records) is not signed by " + other.text());
    }

    @Test
    void provesEachRecordOfAnIncident() throws Exception {
        var proof = Files.writeString(
                folder.resolve("proof"), ask("audit prove", Map.of("id", "317")).out());
        assertThat(Files.readAllLines(proof)).hasSize(2);
        assertThat(Files.size(proof)).isLessThan(3_000);
        assertThat(verify("file", proof.toString()).out())
                .contains("proofs:  1\n", "each record is among those that were signed");

        var all = Files.writeString(
                folder.resolve("all"), ask("audit prove", Map.of("id", "i-7")).out());
        assertThat(verify("file", all.toString()).out()).contains("proofs:  600\n");

        var forged = Files.writeString(
                proof, Files.readString(proof).replace("\"outcome\":\"permit\"", "\"outcome\":\"deny\""));
        assertThat(verify("file", forged.toString()).err()).contains("record 317: it is not among the records of");
        assertThat(ask("audit prove", Map.of("id", "i-99")).exit()).isEqualTo(ExitCode.NO_SUCH);
        assertThat(ask("audit prove", Map.of("id", "9999")).exit()).isEqualTo(ExitCode.NO_SUCH);
    }

    @Test
    void anExportVerifiesByItselfAndAgainstWhatWasKept() throws Exception {
        append(1_000);
        var file = export("jsonl").toString();
        var publicKey = Files.writeString(
                folder.resolve("key.pub"), ask("audit key", Map.of()).out());

        assertThat(verify("file", file).out())
                .contains(
                        "records: 1600\n", "the chain holds\n", "held against no checkpoint", "the file cannot prove");
        assertThat(verify("file", file, "against", kept(), "key", publicKey.toString())
                        .out())
                .contains("it agrees with 1 of 1 checkpoints kept elsewhere", "by the key that was given")
                .doesNotContain("cannot prove");
        clock.advance(Duration.ofHours(1));
        notary.sign("watchdog");
        assertThat(verify("file", file, "against", kept()).out())
                .contains(
                        "it agrees with 1 of 2 checkpoints kept elsewhere; the others were signed over other records");
        assertThat(verify("file", kept()).exit()).isEqualTo(ExitCode.USAGE);
        assertThat(verify("file", "/none").err()).startsWith("there is no file /none\n");
    }

    @Test
    void namesEachAlterationOfAnExport() throws Exception {
        notary.sign("watchdog");
        append(1);
        var file = export("jsonl");
        var whole = Files.readAllLines(file);

        assertThat(altered(whole, lines -> lines.set(4, lines.get(4).replace("permit", "deny"))))
                .contains("record 5: its header was altered");
        assertThat(altered(whole, lines -> lines.set(4, lines.get(4).replace("vu", "xx"))))
                .contains("record 5: its payload was altered");
        assertThat(altered(whole, lines -> lines.remove(4))).contains("record 5: missing");
        assertThat(altered(whole, lines -> lines.add(4, lines.get(4)))).contains("record 5: stands there twice");
        assertThat(altered(whole, lines -> Collections.swap(lines, 4, 5)))
                .contains("record 5: stands after record 6; they were reordered");
        assertThat(altered(whole, lines -> lines.subList(590, 602).clear()))
                .contains("records 591 to 600: missing: cut off; the checkpoint of")
                .contains("the checkpoint in the last line is of 602 records, and here are 590");
        assertThat(altered(whole, lines -> lines.remove(lines.size() - 1)))
                .contains("the last line, with the checkpoint");
        assertThat(altered(whole, lines -> lines.set(602, resigned(lines.get(602)))))
                .contains("the checkpoint in the last line is not signed by");
    }

    private static String resigned(String line) {
        return line.replaceFirst("time 20", "time 21");
    }

    private String altered(List<String> whole, Consumer<List<String>> how) throws IOException {
        var lines = new ArrayList<>(whole);
        how.accept(lines);
        assertThat(lines).isNotEqualTo(whole);
        var file = Files.write(folder.resolve("altered"), lines);
        var answer = verify("file", file.toString(), "against", kept());
        assertThat(answer.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(answer.out()).doesNotContain("holds");
        return answer.err();
    }

    /** One proof that holds would hide whatever was done to the export around it. */
    @Test
    void refusesAFileThatIsBothAnExportAndAProof() throws Exception {
        var proof = ask("audit prove", Map.of("id", "317")).out().lines().toList();
        var whole = Files.readAllLines(export("jsonl"));
        for (int place : new int[] {0, 300, 601}) {
            var lines = new ArrayList<>(whole);
            lines.set(4, lines.get(4).replace("permit", "deny"));
            lines.add(place, proof.get(0));
            var file = Files.write(folder.resolve("mixed"), lines).toString();

            var answer = verify("file", file);
            assertThat(answer.exit()).isEqualTo(ExitCode.FAILED);
            assertThat(answer.err())
                    .contains("record 5: its header was altered")
                    .contains("a file is the one or the other");
            assertThat(python(file))
                    .contains("record 5: its header was altered")
                    .contains("a file is the one or the other");
        }
    }

    @Test
    void aProofIsHeldAgainstItsOwnHashAndSaysWhatItLacks() throws Exception {
        var proof = ask("audit prove", Map.of("id", "317")).out();

        var hash = Files.writeString(
                folder.resolve("hash"),
                proof.replaceFirst("\"hash\":\"[0-9a-f]{64}\"", "\"hash\":\"" + "0".repeat(64) + "\""));
        assertThat(verify("file", hash.toString()).err()).contains("record 317: its header was altered");

        var bare = Files.writeString(
                folder.resolve("bare"), proof.replaceFirst("\"payload\":.*?\",\"payloadHash\"", "\"payloadHash\""));
        assertThat(verify("file", bare.toString()).out())
                .contains("without their payload: 1 (removed by age, or taken out of this file");
        assertThat(python(bare.toString())).isEqualTo("without their payload: 1\n1 records, 0 faults\n");
    }

    @Test
    void namesAPayloadThatWasTakenOutOfAnExport() throws Exception {
        var file = export("jsonl");
        var lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(4, lines.get(4).replaceFirst("\"payload\":.*?\",\"payloadHash\"", "\"payloadHash\""));
        Files.write(file, lines);

        assertThat(verify("file", file.toString()).err())
                .contains("record 5: the payload was removed, and no record says so");
        assertThat(python(file.toString())).contains("record 5: its payload was removed, and no record says so");
    }

    @Test
    void removedPayloadsLeaveEveryProofValid() throws Exception {
        trail.append(PayloadRemoval.told(400, 365, "r1"));
        trail.removePayloads(400);

        assertThat(verify().out()).contains("payloads removed by age, as recorded: 400\n", "the chain holds\n");
        assertThat(trail.ofIncident("i-7").get(0).event().details()).isEmpty();
        var file = export("jsonl").toString();
        assertThat(verify("file", file).out()).contains("the chain holds\n");
        assertThat(python(file)).isEqualTo("601 records, 0 faults\n");

        trail.removePayloads(402);
        assertThat(verify().err()).contains("records 401 to 402: the payload was removed, and no record says so");
    }

    @Test
    void exportsForSpreadsheetsAndSyslogs() throws Exception {
        var csv = Files.readAllLines(export("csv"));
        assertThat(csv).hasSize(RECORDS + 1);
        assertThat(csv.get(0)).startsWith("sequence,at,type,");
        assertThat(csv.get(1)).contains(",DECISION,policy,permit,\"anna ] \\ \"\"x\"\"\",i-7,local,local/tmux,r1,");
        var syslog = Files.readAllLines(export("syslog"));
        assertThat(syslog.get(0))
                .startsWith("<109>1 2026-")
                .contains(" local session-warden - DECISION [record@32473 sequence=\"1\"")
                .contains(" who=\"anna \\] \\\\ \\\"x\\\"\"");
        var err = new ByteArrayOutputStream();
        assertThat(new ExportHere(this::ask, System.out, new PrintStream(err)).run(Map.of("format", "pdf")))
                .isEqualTo(ExitCode.USAGE);
    }

    /** Another program, which knows docs/audit.md only. */
    @Test
    void anotherProgramComesToTheSame() throws Exception {
        var proof = Files.writeString(
                folder.resolve("proof"), ask("audit prove", Map.of("id", "317")).out());
        var file = export("jsonl");

        assertThat(python(file.toString())).isEqualTo("601 records, 0 faults\n");
        assertThat(python(proof.toString())).isEqualTo("1 records, 0 faults\n");
        assertThat(python(file.toString(), SigningKey.generate("x").verifier().text()))
                .contains("the checkpoint is signed by another key");
        var lines = Files.readAllLines(file);
        lines.set(4, lines.get(4).replace("permit", "deny"));
        Files.write(file, lines);
        assertThat(python(file.toString()))
                .contains("record 5: its header was altered", "the checkpoint is of other records");
        Files.writeString(file, lines.stream().limit(601).collect(Collectors.joining("\n")));
        Files.writeString(
                file, "\n" + lines.get(601).replaceFirst("time 20", "time 21") + "\n", StandardOpenOption.APPEND);
        assertThat(python(file.toString())).contains("the signature of the checkpoint is wrong");
    }

    private static String python(String... args) throws Exception {
        assumeThat(Path.of("/usr/bin/python3")).as("python3").exists();
        assumeThat(Path.of("/usr/bin/openssl")).as("openssl").exists();
        var words = new ArrayList<>(List.of("/usr/bin/python3", "src/test/python/verify.py"));
        words.addAll(List.of(args));
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }

    @Test
    void theNightVerifiesRecordsItAndWarns() throws Exception {
        var nights = new NightWatch(trail, OptionalInt.of(100), () -> "r1", clock);
        nights.pass();
        assertThat(nights.warnings()).isEmpty();
        assertThat(last().outcome()).isEqualTo("holds");
        assertThat(last().detail("records")).isEqualTo("600");

        clock.advance(Duration.ofDays(101));
        append(1);
        nights.pass();
        assertThat(last().type()).isEqualTo(EventType.PAYLOADS_REMOVED);
        assertThat(trail.verify().payloadsRemoved()).isEqualTo(601);
        assertThat(trail.verify().holds()).isTrue();

        sql("update audit_record set outcome = 'x' where sequence = 3");
        nights.pass();
        assertThat(last().outcome()).isEqualTo("altered");
        assertThat(nights.warnings()).singleElement().asString().contains("record 3: its header was altered");
    }

    private AuditEvent last() {
        var last = new ArrayList<AuditEvent>();
        trail.readAfter(trail.latest() - 1, record -> last.add(record.event()));
        return last.get(0);
    }

    @Test
    void pagesNeverHoldMoreThanAThousandRecords() {
        append(1_000);

        assertThat(ask("audit records", Map.of("after", "0", "to", "1600"))
                        .out()
                        .lines())
                .hasSize(1_000);
        assertThat(ask("audit records", Map.of("after", "1599", "to", "1600"))
                        .out()
                        .lines())
                .hasSize(1);
        assertThat(ask("audit records", Map.of("after", "x", "to", "1")).exit()).isEqualTo(ExitCode.USAGE);
    }

    /** Of an append-only file that many wardens' syslogs go to. */
    @Test
    void passesOverCheckpointsOfOtherTrails() throws Exception {
        notary.sign("watchdog");
        var other = SigningKey.generate("session-warden/other");
        var foreign = Checkpoint.sign(other, 300, "0".repeat(64), clock.instant());
        Files.writeString(Path.of(kept()), foreign.note() + "\n", StandardOpenOption.APPEND);
        var file = export("jsonl").toString();

        assertThat(verify("against", kept()).out())
                .contains("it agrees with 2 checkpoints", "checkpoints of other trails, passed over: 1\n");
        assertThat(verify("since", kept()).out()).contains("(after record 601)");
        assertThat(verify("file", file, "against", kept()).out())
                .contains("it agrees with 2 of 2 checkpoints", "checkpoints of other trails, passed over: 1\n");

        var only = Files.writeString(folder.resolve("only"), foreign.note()).toString();
        for (var answer : List.of(verify("against", only), verify("file", file, "against", only))) {
            assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
            assertThat(answer.err()).contains("there is no checkpoint of session-warden/test in " + only);
        }
    }

    /** Each one counts: only the one of 600 records knows those that were written anew since. */
    @Test
    void holdsTheTrailAgainstMoreCheckpointsThanARequestHasRoomFor() throws Exception {
        var root = notary.sign("watchdog").root();
        var notes = new ArrayList<String>();
        for (int i = 0; i < 400; i++) {
            clock.advance(Duration.ofSeconds(1));
            notes.add(Checkpoint.sign(key, RECORDS, root, clock.instant()).note());
        }
        append(10);
        notes.add(200, notary.sign("watchdog").note());
        var file = Files.writeString(folder.resolve("many"), String.join("\n", notes))
                .toString();
        assertThat(verify("against", file).out()).contains("it agrees with 401 checkpoints", "(611 records)");
        assertThat(verify("against", file, "json", "true").out()).contains("\"checkpoints\" : 401");

        writeAnewFrom(500);
        notes.add(notary.sign("watchdog").note());
        notes.remove(200);
        Files.writeString(Path.of(file), String.join("\n", notes));
        assertThat(verify("against", file).err()).contains("not those that the checkpoint of ");
    }

    @Test
    void statusSaysThatNoCheckpointCouldBeMade() throws Exception {
        sql("delete from chain_head");

        assertThatThrownBy(() -> notary.sign("watchdog"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("its last record is 600 and its head is gone");
        assertThat(notary.trouble())
                .singleElement()
                .asString()
                .startsWith("no checkpoint of the trail could be made and recorded: ");
        assertThat(Path.of(kept())).doesNotExist();
        sql("delete from audit_record");
        assertThatThrownBy(() -> notary.sign("watchdog")).isInstanceOf(IllegalStateException.class);
        database.close();
        var nights = new NightWatch(trail, OptionalInt.empty(), () -> "r1", clock);
        assertThatThrownBy(nights::pass).isInstanceOf(RuntimeException.class);
        assertThat(nights.warnings()).singleElement().asString().startsWith("the trail could not be verified");
    }

    /** As at night, when an auditor is at work too. */
    @Test
    void payloadsThatAreRemovedMeanwhileAreNoFault() throws Exception {
        var asked = new AtomicInteger();
        AskWarden meanwhile = (command, args) -> {
            if (command.equals(AuditCommands.RECORDS) && asked.incrementAndGet() == 1) {
                trail.append(PayloadRemoval.told(400, 365, "r1"));
                trail.removePayloads(400);
            }
            return ask(command, args);
        };
        var out = new ByteArrayOutputStream();
        assertThat(new ExportHere(meanwhile, new PrintStream(out, true, StandardCharsets.UTF_8), System.err)
                        .run(Map.of()))
                .isEqualTo(ExitCode.DONE);
        var file = Files.write(folder.resolve("export"), out.toByteArray()).toString();

        assertThat(verify("file", file, "against", kept()).out())
                .contains("records: 602\n", "payloads removed by age, as recorded: 400\n", "the chain holds\n");
        assertThat(python(file)).isEqualTo("602 records, 0 faults\n");
    }
}
