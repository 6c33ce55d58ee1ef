package io.sessionwarden.control;

import static io.sessionwarden.control.WardenOnFakes.alice;
import static io.sessionwarden.control.WardenOnFakes.person;
import static io.sessionwarden.control.WardenOnFakes.root;
import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.EventType;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.cycle.Hold;
import io.sessionwarden.fake.Sessions;
import io.sessionwarden.policy.Privilege;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people say to the watchdog, typed. */
class InterventionCommandsTest {

    private final WardenOnFakes warden = new WardenOnFakes();

    private void somebodyIsSick() {
        warden.host.put(with(session("pts/1", 300), "ill", "STOPPED"));
        warden.clock.advance(Duration.ofMillis(500));
        warden.flow.watch().sweep(Sessions.SERVER);
    }

    private Answer ask(Peer peer, String command) {
        return command.equals("note")
                ? warden.ask(peer, command, "id", "i-1", "text", "x")
                : warden.ask(peer, command, "id", "i-1");
    }

    @Test
    void aPauseStandsInTheStatusUntilItIsEnded() {
        assertThat(warden.ask(root(), "pause", "reason", "the new switch", "for", "2h"))
                .isEqualTo(Answer.done("nothing automatic is begun\n"));
        assertThat(warden.ask(root(), "status").out())
                .contains("PAUSED everywhere by root", ": the new switch (until ", "go on with: warden resume\n");
        assertThat(warden.ask(root(), "resume").out()).isEqualTo("the watchdog goes on\n");
        assertThat(warden.ask(root(), "status").out()).doesNotContain("PAUSED");
        assertThat(warden.ask(root(), "resume").exit()).isEqualTo(ExitCode.NO_SUCH);
    }

    @Test
    void aPauseOfOneServerIsEndedForThatServer() {
        warden.ask(root(), "pause", "server", Sessions.SERVER, "reason", "x");
        assertThat(warden.ask(root(), "resume").exit()).isEqualTo(ExitCode.NO_SUCH);
        assertThat(warden.ask(root(), "resume", "server", Sessions.SERVER).exit())
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void aPauseThatCannotBeUnderstoodIsNone() {
        assertThat(warden.ask(root(), "pause").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(warden.ask(root(), "pause", "reason", "x", "for", "a while").err())
                .startsWith("'for' is a time with its unit");
        assertThat(warden.ask(root(), "pause", "reason", "x", "server", "nowhere")
                        .err())
                .startsWith("there is no server 'nowhere'");
        assertThat(warden.ask(root(), "status").out()).doesNotContain("PAUSED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "reject", "ack"})
    void whatWaitsForNobodyIsTold(String command) {
        somebodyIsSick();
        assertThat(warden.ask(root(), command, "id", "i-1").exit()).isEqualTo(ExitCode.NO_SUCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "reject", "ack", "note", "pause", "resume"})
    void isNotForEverybody(String command) {
        somebodyIsSick();
        var answer = command.equals("pause") || command.equals("resume")
                ? warden.ask(alice(), command)
                : ask(alice(), command);
        assertThat(answer.exit()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void whoeverTheSessionBelongsToMayObject() {
        somebodyIsSick();
        assertThat(warden.ask(person("bob", 1002, 0), "keep", "id", "i-1").exit())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(warden.ask(alice(), "keep", "id", "i-1", "reason", "a long job")
                        .exit())
                .isEqualTo(ExitCode.DONE);
        assertThat(warden.ask(root(), "status").out()).contains("kept: i-1 by alice", ": a long job");
    }

    @ParameterizedTest
    @ValueSource(strings = {"note", "pause", "resume", "ack", "keep"})
    void whoMayOperateAServerMayThereAndNowhereElse(String command) {
        warden.policy.give("bob", Privilege.OPERATE, Sessions.SERVER);
        somebodyIsSick();
        var bob = person("bob", 1002, 0);
        var answer = command.equals("pause") || command.equals("resume")
                ? warden.ask(bob, command, "server", Sessions.SERVER, "reason", "x")
                : ask(bob, command);
        assertThat(answer.exit()).as(answer.err()).isNotEqualTo(ExitCode.REFUSED);
        if (command.equals("pause") || command.equals("resume")) {
            assertThat(warden.ask(bob, command).err()).startsWith("you may not operate everywhere");
            assertThat(warden.ask(bob, command, "server", WardenOnFakes.OTHER_SERVER)
                            .exit())
                    .isEqualTo(ExitCode.REFUSED);
        }
        assertThat(warden.ask(bob, "approve", "id", "i-1").exit()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void whoMayApproveReadsWhatItIsAboutAndDoesNothingElse() {
        warden.policy.give("bob", Privilege.APPROVE, Sessions.SERVER);
        somebodyIsSick();
        var bob = person("bob", 1002, 0);
        assertThat(warden.ask(bob, "incidents").out()).contains("i-1");
        assertThat(warden.ask(bob, "explain", "id", "i-1").exit()).isEqualTo(ExitCode.DONE);
        assertThat(warden.ask(bob, "approve", "id", "i-1").exit()).isEqualTo(ExitCode.NO_SUCH);
        assertThat(warden.ask(bob, "pause", "server", Sessions.SERVER, "reason", "x")
                        .exit())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(warden.ask(bob, "keep", "id", "i-1").exit()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void inTheSessionItselfItNeedNotBeNamed() {
        var pts = session("pts/1", 300);
        warden.host.put(pts);
        var inside = person("carol", 1003, 300);
        assertThat(warden.ask(inside, "keep").err()).startsWith("nothing is wrong with the session that you sit in");
        somebodyIsSick();
        assertThat(warden.ask(person("carol", 1003, 301), "keep").exit()).isEqualTo(ExitCode.NO_SUCH);
        assertThat(warden.ask(inside, "keep").exit()).isEqualTo(ExitCode.DONE);
        assertThat(warden.ask(root(), "status").out()).contains("kept: i-1 by carol");
    }

    @Test
    void theListOfIncidentsSaysWhyNothingIsDone() {
        somebodyIsSick();
        assertThat(warden.ask(root(), "incidents").out()).contains("mode observe, would be reset: because");
        warden.ask(root(), "pause", "reason", "the new switch");
        warden.clock.advance(Duration.ofSeconds(10));
        warden.flow.watch().sweep(Sessions.SERVER);
        assertThat(warden.ask(root(), "incidents").out()).contains("deny: paused by root", ": the new switch");
        assertThat(warden.ask(root(), "incidents", "json", "true").out())
                .contains("\"whyNot\" : \"deny: paused by root");
    }

    @Test
    void aNoteIsPartOfTheStory() {
        somebodyIsSick();
        assertThat(warden.ask(root(), "note", "id", "i-1", "text", "called alice")
                        .exit())
                .isEqualTo(ExitCode.DONE);
        assertThat(warden.ask(root(), "explain", "id", "i-1").out()).contains("NOTED", "called alice");
    }

    @Test
    void whoeverAuditsWritesNotes() {
        warden.policy.give("bob", Privilege.AUDIT, Hold.EVERYWHERE);
        somebodyIsSick();
        assertThat(warden.ask(person("bob", 1002, 0), "note", "id", "i-1", "text", "asked why")
                        .exit())
                .isEqualTo(ExitCode.DONE);
        assertThat(warden.trail.events(EventType.NOTED))
                .singleElement()
                .satisfies(event -> assertThat(event.who()).isEqualTo("bob (local:1002)"));
    }

    @Test
    void aNoteIsCleanedBeforeItIsRecorded() {
        somebodyIsSick();
        warden.ask(root(), "note", "id", "i-1", "text", "a\u001b[2Jb\nc");
        assertThat(warden.trail.events(EventType.NOTED))
                .singleElement()
                .satisfies(event -> assertThat(event.detail("message")).isEqualTo("a?[2Jb?c"));
    }

    @Test
    void aNoteThatCannotBeTakenIsNotRecorded() {
        somebodyIsSick();
        assertThat(warden.ask(root(), "note", "id", "i-1").err()).startsWith("a note needs a text\n");
        assertThat(warden.ask(root(), "note", "id", "i-1", "text", " ").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(warden.ask(root(), "note", "id", "i-1", "text", "x".repeat(2001))
                        .err())
                .startsWith("a note has at most 2000 characters\n");
        assertThat(warden.ask(root(), "note", "id", "i-9", "text", "x"))
                .isEqualTo(Answer.error(
                        ExitCode.NO_SUCH, "there is no incident 'i-9'", "see: warden status, warden incidents"));
        assertThat(warden.trail.events(EventType.NOTED)).isEmpty();
        assertThat(warden.ask(root(), "note", "id", "i-1", "text", "x".repeat(2000))
                        .exit())
                .isEqualTo(ExitCode.DONE);
    }
}
