package io.sessionwarden.connector.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Await;
import io.sessionwarden.host.Act;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import org.junit.jupiter.api.Test;

/** What the connector does with real sessions of xrdp, whatever way its commands go. */
abstract class XrdpHostCases extends OwnXrdpSessions {

    @Test
    void listsASessionAndWhoIsConnectedToIt() throws Exception {
        var session = logOn();

        assertThat(session.name()).isEqualTo("rdp:" + session.vital(DesktopSession.DISPLAY));
        assertThat(session.logonName()).isEqualTo(account().name());
        assertThat(session.identity().parts().keySet()).containsExactly("boot", "pid", "start");
        assertThat(session.kind()).isEqualTo(SessionKind.USER);
        assertThat(symptoms(session)).isEmpty();
        assertThat(host.values(session))
                .containsEntry("window manager", "openbox")
                .containsEntry("xrdp-chansrv", "runs");
        assertThat(host.evidence(session).facts().values()).anyMatch(fact -> fact.contains("openbox"));
        assertThat(host.list().faults()).isEmpty();

        rdp().hangUp();
        Await.until("nobody is connected", () -> session().state() == SessionState.DISCONNECTED);
        rdp().logOn();
        Await.until("somebody is connected again", () -> session().state() == SessionState.ACTIVE);

        assertThat(session().identity()).isEqualTo(session.identity());
        assertThat(session().leader()).isEqualTo(session.leader());
    }

    @Test
    void listsOneSessionFromItsFirstMomentToItsLast() throws Exception {
        rdp().logOn();
        Await.until("it is open", () -> {
            var seen = sessions();
            assertThat(seen).hasSizeLessThanOrEqualTo(1);
            assertThat(seen).allSatisfy(session -> {
                assertThat(session.name()).matches("rdp:[0-9]+");
                assertThat(session.vital(DesktopSession.MANAGER_NAME)).isNotEqualTo("xrdp-sesman");
                assertThat(session.state() == SessionState.INIT)
                        .isEqualTo(session.vital(DesktopSession.MANAGER).equals(Desktop.NOTHING));
                // Where much else goes on, what is just starting may be late to answer.
                assertThat(symptoms(session)).isSubsetOf(Symptom.STUCK_STATE, Symptom.FROZEN_DISPLAY);
            });
            return seen.stream().anyMatch(OwnXrdpSessions::stands);
        });
        var open = session();

        rdp().signal("TERM", pid(open, DesktopSession.MANAGER));

        Await.until("it has ended", () -> {
            var seen = sessions();
            assertThat(seen)
                    .allSatisfy(session -> assertThat(session.identity()).isEqualTo(open.identity()));
            return seen.isEmpty();
        });
    }

    @Test
    void takesTheClientAwayAndLeavesTheSession() throws Exception {
        var session = logOn();

        var act = perform(Rung.DISCONNECT, session);

        assertThat(act.steps()).containsExactly("told its X server to let the client go");
        Await.until("nobody is connected", () -> session().state() == SessionState.DISCONNECTED);
        assertThat(session().identity()).isEqualTo(session.identity());
        assertThat(symptoms(session())).isEmpty();
        assertThat(host.rungs(session())).doesNotContain(Rung.DISCONNECT);
    }

    @Test
    void logsOffAndLeavesNothingBehind() throws Exception {
        var session = logOn();

        var act = perform(Rung.LOG_OFF, session);

        assertThat(act.result()).as("%s", act.steps()).isEqualTo(Act.Result.DONE);
        assertThat(act.steps()).singleElement().asString().startsWith("asked openbox (pid ");
        assertThat(sessions()).isEmpty();
        requireNothingLeft(session);
        requireNewLogonWorks(session);
    }

    @Test
    void findsAFrozenSessionAndLetsItGoOn() throws Exception {
        var session = logOn();
        rdp().signal("STOP", pid(session, DesktopSession.SERVER));

        var frozen = session();

        assertThat(new FrozenDisplay().examine(frozen, session)).isInstanceOf(Finding.Unknown.class);
        assertThat(symptoms(frozen)).containsExactly(Symptom.FROZEN_DISPLAY);
        assertThat(host.list().faults()).isEmpty();
        assertThat(host.rungs(frozen)).containsExactly(Rung.CONTINUE, Rung.RESET, Rung.FORCE);

        var act = perform(Rung.CONTINUE, frozen);

        assertThat(act.steps()).singleElement().asString().startsWith("continued Xorg (pid ");
        assertThat(symptoms(session())).isEmpty();
        assertThat(session().identity()).isEqualTo(session.identity());
    }

    @Test
    void endsAFrozenSessionSoThatItsUserCanLogOnAgain() throws Exception {
        var session = logOn();
        rdp().signal("STOP", pid(session, DesktopSession.SERVER));

        var act = perform(Rung.RESET, session());

        assertThat(act.result()).as("%s", act.steps()).isEqualTo(Act.Result.DONE);
        assertThat(act.steps().get(0)).startsWith("killed Xorg (pid ");
        assertThat(sessions()).isEmpty();
        requireNothingLeft(session);
        requireNewLogonWorks(session);
    }

    @Test
    void findsASessionWhoseXServerHasEnded() throws Exception {
        rdp().windowManager("sleep 600");
        var session = logOn();
        rdp().signal("KILL", pid(session, DesktopSession.SERVER));
        Await.until("it is down", () -> session().state() == SessionState.DOWN);

        var down = session();

        assertThat(down.name()).isEqualTo(session.name());
        assertThat(down.identity()).isEqualTo(session.identity());
        assertThat(new DeadDisplay().examine(down, session)).isInstanceOf(Finding.Unknown.class);
        assertThat(symptoms(down)).containsExactly(Symptom.DOWN);
        assertThat(host.rungs(down)).containsExactly(Rung.RESET, Rung.FORCE);

        var act = perform(Rung.RESET, down);

        assertThat(act.result()).as("%s", act.steps()).isEqualTo(Act.Result.DONE);
        assertThat(act.steps().get(0)).startsWith("killed sleep (pid ");
        assertThat(sessions()).isEmpty();
        requireNothingLeft(session);
        requireNewLogonWorks(session);
    }

    @Test
    void missesNoSessionThatEndsWithItsXServer() throws Exception {
        var session = logOn();
        rdp().signal("KILL", pid(session, DesktopSession.SERVER));

        Await.until("it has ended by itself", () -> {
            var seen = sessions();
            assertThat(seen).allSatisfy(one -> assertThat(one.identity()).isEqualTo(session.identity()));
            return seen.isEmpty();
        });
    }

    @Test
    void findsASessionWithoutItsHelper() throws Exception {
        var session = logOn();
        rdp().signal("KILL", pid(session, DesktopSession.HELPER));
        Await.until("it has ended", () -> session().vital(DesktopSession.HELPER).equals("-"));

        assertThat(symptoms(session())).containsExactly(Symptom.HELPER_DEAD);

        perform(Rung.LOG_OFF, session());

        assertThat(sessions()).isEmpty();
        requireNewLogonWorks(session);
    }

    @Test
    void findsAStoppedWindowManagerAndLetsItGoOn() throws Exception {
        var session = logOn();
        rdp().signal("STOP", pid(session, DesktopSession.MANAGER));

        assertThat(symptoms(session())).containsExactly(Symptom.STOPPED);

        perform(Rung.CONTINUE, session());

        assertThat(symptoms(session())).isEmpty();
        assertThat(session().identity()).isEqualTo(session.identity());
    }

    @Test
    void findsWhatAKilledKeeperHasLeftAndEndsThatOnly() throws Exception {
        var session = logOn();
        rdp().signal("KILL", pid(session, DesktopSession.SESSION));
        Await.until("it has gone", () -> session().vital(DesktopSession.SESSION).equals("-"));
        assertThat(session().identity()).isEqualTo(session.identity());
        assertThat(session().vital(DesktopSession.MANAGER)).isEqualTo(session.vital(DesktopSession.MANAGER));
        assertThat(symptoms(session())).as("somebody works in it").isEmpty();
        rdp().hangUp();
        Await.until("nobody is connected", () -> session().state() == SessionState.DISCONNECTED);
        assertThat(symptoms(session())).containsExactly(Symptom.ORPHANED);

        var second = logOn();
        var orphan = sessions().stream()
                .filter(one -> one.identity().equals(session.identity()))
                .findFirst()
                .orElseThrow();

        assertThat(symptoms(orphan)).containsExactly(Symptom.ORPHANED, Symptom.SECOND_DISPLAY);
        assertThat(symptoms(second)).isEmpty();

        var act = perform(Rung.RESET, orphan);

        assertThat(act.result()).as("%s", act.steps()).isEqualTo(Act.Result.DONE);
        assertThat(session().identity()).isEqualTo(second.identity());
        assertThat(symptoms(session())).isEmpty();
        requireNothingLeft(session);
    }

    @Test
    void callsAStoppedSesmanAFaultOfTheServer() throws Exception {
        var session = logOn();
        rdp().signalSesman("STOP");

        var listing = host.list();

        assertThat(listing.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.what()).isEqualTo("xrdp-sesman");
            assertThat(fault.evidence().summary()).startsWith("xrdp-sesman is stopped by a signal");
            assertThat(fault.evidence().facts()).containsEntry("heard", "silent");
        });
        assertThat(listing.whole()).isTrue();
        assertThat(symptoms(session())).isEmpty();

        rdp().signalSesman("CONT");

        assertThat(host.list().faults()).isEmpty();
        assertThat(session().identity()).isEqualTo(session.identity());
    }

    @Test
    void findsWhatAKilledSesmanHasLeft() throws Exception {
        var session = logOnAndHangUp();
        rdp().killSesman();

        var listing = host.list();

        assertThat(listing.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.evidence().summary()).startsWith("xrdp-sesman does not run"));
        assertThat(listing.whole()).isTrue();

        rdp().restart();

        assertThat(host.list().faults()).isEmpty();
        assertThat(symptoms(session())).containsExactly(Symptom.ORPHANED);
        assertThat(session().identity()).isEqualTo(session.identity());

        var act = perform(Rung.LOG_OFF, session());

        assertThat(act.result()).as("%s", act.steps()).isEqualTo(Act.Result.DONE);
        assertThat(sessions()).isEmpty();
        requireNothingLeft(session);
    }

    @Test
    void callsAnXrdpThatDoesNotServeAFaultOfTheServer() throws Exception {
        var session = logOn();
        rdp().signalXrdp("STOP");

        assertThat(host.list().faults()).singleElement().satisfies(fault -> {
            assertThat(fault.what()).isEqualTo("xrdp");
            assertThat(fault.evidence().summary()).startsWith("xrdp is stopped by a signal");
            assertThat(fault.evidence().facts()).containsEntry("heard", "silent");
        });

        rdp().signalXrdp("CONT");
        rdp().killXrdp();

        assertThat(host.list().faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.evidence().summary())
                        .startsWith("xrdp does not listen at port " + rdp().port()));
        assertThat(session().identity()).isEqualTo(session.identity());
        assertThat(symptoms(session())).isEmpty();

        // What serves a client goes on as long as that is there.
        rdp().hangUp();
        Await.until(
                "xrdp has gone",
                () -> host.list().faults().get(0).evidence().summary().startsWith("xrdp does not run"));

        rdp().restart();

        assertThat(host.list().faults()).isEmpty();
    }
}
