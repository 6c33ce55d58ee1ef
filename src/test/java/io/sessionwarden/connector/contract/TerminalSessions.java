package io.sessionwarden.connector.contract;

import io.sessionwarden.fake.Await;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.real.NewOwner;
import io.sessionwarden.real.PidNamespace;
import io.sessionwarden.real.ScriptSession;
import io.sessionwarden.real.ThrowawayAccount;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Kernel sessions, made with script(1). */
final class TerminalSessions implements RealSessions {

    private static final String READS_ITSELF = "on this machine it reads /proc itself, by no command";

    private final Way way;
    private final List<ScriptSession> open = new ArrayList<>();

    TerminalSessions(Way way) {
        this.way = way;
    }

    @Override
    public String connector() {
        return "terminal";
    }

    @Override
    public Map<String, List<String>> settings() {
        return Map.of("sudo", List.of(Boolean.toString(way instanceof Way.BySudo)));
    }

    @Override
    public CommandRunner runner() {
        return way.runner();
    }

    @Override
    public CommandRunner stranger() {
        return way.stranger();
    }

    @Override
    public void open() throws Exception {
        open.add(ScriptSession.of(
                way.account(), "while :; do sleep 1; done", way.account().home()));
    }

    @Override
    public boolean owns(Session session) {
        return open.stream()
                .anyMatch(script -> script.mark().equals(session.vital("mark"))
                        // Its mark is seen by its user only.
                        || script.processes()
                                .anyMatch(
                                        process -> Long.toString(process.pid()).equals(session.id())));
    }

    @Override
    public boolean stands(Session session) {
        return session.vital("command").equals("sh");
    }

    @Override
    public void end(Session session) {
        leader(session).destroyForcibly();
        Await.until("its terminal is free", () -> !Files.exists(Path.of("/dev", session.vital("tty"))));
    }

    @Override
    public Symptom harm(Session session) throws Exception {
        new ProcessBuilder("kill", "-STOP", Long.toString(leader(session).pid()))
                .start()
                .waitFor();
        return Symptom.STOPPED;
    }

    private ProcessHandle leader(Session session) {
        return open.stream()
                .flatMap(ScriptSession::processes)
                .filter(process -> Long.toString(process.pid()).equals(session.id()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Silence hang() throws Exception {
        return way.hang();
    }

    @Override
    public Map<Clause, String> notShown() {
        var everybodys = "the kernel gives the lowest free number to whoever asks first";
        return runner().local()
                ? Map.of(Clause.SAME_NAME, everybodys, Clause.HANG, READS_ITSELF, Clause.GARBAGE, READS_ITSELF)
                : Map.of(Clause.SAME_NAME, everybodys);
    }

    @Override
    public void reuseAnId() throws Exception {
        PidNamespace.run(IdReuse.class, connector(), runner().local() ? "here" : "there");
    }

    /** In a pid namespace: the next one has the mark, too. */
    static void inside(CommandRunner runner) throws Exception {
        var owners = new ArrayList<NewOwner>();
        try (var real = new TerminalSessions(new Way.Here(ThrowawayAccount.create(), runner))) {
            IdReuse.show(real, session -> {
                real.end(session);
                owners.add(NewOwner.of(Integer.parseInt(session.id()), session.vital("mark")));
            });
            owners.get(0).requireUntouched();
        } finally {
            owners.forEach(NewOwner::close);
        }
    }

    @Override
    public void clear() {
        open.forEach(ScriptSession::close);
        open.clear();
    }

    @Override
    public void close() throws IOException {
        clear();
        way.close();
    }
}
