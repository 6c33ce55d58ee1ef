package io.sessionwarden.control;

import static io.sessionwarden.fake.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.session.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a /proc of its own making. */
class PeersTest {

    private static final int PID = 4711;
    private static final int SID = 4000;
    private static final long WARDEN = 990;
    private static final Map<Long, String> NAMES =
            Map.of(0L, "root", WARDEN, "warden", 1001L, "alice", 1002L, "bob", 65534L, "nobody");

    @TempDir
    private Path proc;

    private Peers peers;

    @BeforeEach
    void makePeers() throws IOException {
        peers = new Peers("local", WARDEN, proc, uid -> Optional.ofNullable(NAMES.get(uid)), PeersTest::uidOf);
        process("sudo", "4294967295");
    }

    private static OptionalLong uidOf(String name) {
        return NAMES.entrySet().stream()
                .filter(user -> user.getValue().equals(name))
                .mapToLong(Map.Entry::getKey)
                .findFirst();
    }

    private void process(String name, String loginUid) throws IOException {
        Files.createDirectories(proc.resolve("" + PID));
        Files.writeString(
                proc.resolve(PID + "/stat"),
                PID + " (" + name + ") S 1 4700 " + SID
                        + " 34816 4711 4194304 1 0 0 0 0 0 0 0 20 0 1 0 99887 2 3 18446744073709551615 1\n");
        Files.writeString(proc.resolve(PID + "/loginuid"), loginUid);
    }

    private Peer identify(long uid) {
        return peers.identify(PID, uid, start -> start == 99887);
    }

    @Test
    void knowsACallerByTheKernelsWord() {
        assertThat(identify(1001)).isEqualTo(new Peer("alice", Account.ofUid("local", 1001), false, "local", SID));
    }

    @Test
    void behindSudoThePersonWhoLoggedOnOwnsAndIsAdministrator() throws IOException {
        process("sudo", "1001\n");

        assertThat(identify(0)).isEqualTo(new Peer("alice", Account.ofUid("local", 1001), true, "local", SID));
    }

    @Test
    void rootWithoutALoginIsRoot() {
        assertThat(identify(0)).isEqualTo(new Peer("root", Account.ofUid("local", 0), true, "local", SID));
    }

    @Test
    void rootOnAKernelWithoutLoginUidsIsRoot() throws IOException {
        Files.delete(proc.resolve(PID + "/loginuid"));

        assertThat(identify(0).logonName()).isEqualTo("root");
    }

    @Test
    void aUserIsNotTakenForWhoLoggedOn() throws IOException {
        // su from alice to bob: the processes are bob's.
        process("su", "1001");

        assertThat(identify(1002).account()).isEqualTo(Account.ofUid("local", 1002));
    }

    @Test
    void theWardensOwnUserAdministers() {
        assertThat(identify(WARDEN).administrator()).isTrue();
        assertThat(peers.administers(WARDEN)).isTrue();
        assertThat(peers.administers(0)).isTrue();
        assertThat(peers.administers(1001)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {65534, 4294967295L, 5000})
    void overflowUidsAndUidsWithoutANameOwnNothing(long uid) {
        var peer = identify(uid);

        assertThat(peer.account()).isNull();
        assertThat(peer.logonName()).isEqualTo("uid " + uid);
        assertThat(peer.administrator()).isFalse();
    }

    @Test
    void anOverflowLoginUidBehindSudoOwnsNothing() throws IOException {
        process("sudo", "65534");

        assertThat(identify(0).account()).isNull();
    }

    @Test
    void aProcessThatHasGoneSitsNowhere() {
        var peer = peers.identify(99, 0, start -> true);

        assertThat(peer.sid()).isZero();
        assertThat(peer.logonName()).isEqualTo("root");
    }

    @Test
    void aPidThatWasGivenToAnotherProcessSitsNowhereAndHasNoLogin() throws IOException {
        process("sh", "1001");

        var peer = peers.identify(PID, 0, start -> false);

        assertThat(peer).isEqualTo(new Peer("root", Account.ofUid("local", 0), true, "local", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a) S 1 1 1 1 1 (b", "a b c", "", ") ) )", "x\ny"})
    void isNotDeceivedByTheNameOfAProcess(String name) throws IOException {
        process(name, "4294967295");

        assertThat(identify(1001).sid()).isEqualTo(SID);
    }

    @Test
    void aGarbledProcSitsNowhere() throws IOException {
        for (var garbled : List.of("", "4711 (sh)", "4711 (sh) S 1 2", "4711 (sh) S 1 2 x " + "0 ".repeat(30))) {
            Files.writeString(proc.resolve(PID + "/stat"), garbled);

            assertThat(identify(1001).sid()).as(garbled).isZero();
        }
    }

    @Test
    void sitsInTheSessionThatItsKernelSessionLeads() {
        var own = session("pts/3", SID);
        var other = session("pts/4", SID + 1);
        var elsewhere = new Peer("alice", Account.ofUid("local", 1001), false, "another", SID);
        var nowhere = new Peer("alice", Account.ofUid("local", 1001), false, "local", 0);

        assertThat(identify(1001).sitsIn(own)).isTrue();
        assertThat(identify(1001).sitsIn(other)).isFalse();
        assertThat(elsewhere.sitsIn(own)).isFalse();
        assertThat(nowhere.sitsIn(own)).isFalse();
    }

    @Test
    void asksFromTheSessionThatItSitsInWhicheverIsAskedAbout() {
        var own = session("pts/3", SID);
        var other = session("pts/4", SID + 1);

        assertThat(identify(1001).asking(other, List.of(other, own)).sits()).isEqualTo(own.identity());
        assertThat(identify(1001).asking(own, List.of()).sits()).isEqualTo(own.identity());
        assertThat(identify(1001).asking(other, List.of(other)).sits()).isNull();
    }

    @Test
    void aUserIsNamedByLogonNameOrUidAndSitsNowhere() {
        assertThat(peers.named("alice")).contains(new Peer("alice", Account.ofUid("local", 1001), false, "local", 0));
        assertThat(peers.named("uid:1001")).isEqualTo(peers.named("alice"));
        assertThat(peers.named("warden").orElseThrow().administrator()).isTrue();
        assertThat(peers.named("uid:65534").orElseThrow().account()).isNull();
        assertThat(peers.named("carol")).isEmpty();
        assertThat(peers.named("uid:x")).isEmpty();
    }
}
