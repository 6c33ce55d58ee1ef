package io.sessionwarden.connector.contract;

import io.sessionwarden.connector.contract.RealSessions.Silence;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.host.transport.SshRunner;
import io.sessionwarden.host.transport.SshTarget;
import io.sessionwarden.real.AsUser;
import io.sessionwarden.real.LoopbackSshd;
import io.sessionwarden.real.Sudoers;
import io.sessionwarden.real.ThrowawayAccount;
import java.io.IOException;
import java.time.Duration;

/** By which commands get to the sessions of one account. */
interface Way extends AutoCloseable {

    /** Whose sessions these are. */
    ThrowawayAccount account();

    /** Runs commands as somebody who may reset them. */
    CommandRunner runner();

    /** Runs them as nobody. */
    default CommandRunner stranger() {
        return new AsUser(new LocalRunner(), "65534");
    }

    Silence hang() throws Exception;

    @Override
    void close() throws IOException;

    /** Here, as root. */
    record Here(ThrowawayAccount account, CommandRunner runner) implements Way {

        static Here open() throws IOException {
            return new Here(ThrowawayAccount.create(), new LocalRunner());
        }

        /** What is asked never ends, as where it reads from a file server that has gone. */
        @Override
        public Silence hang() {
            return new Silence(new HungCommands(runner), () -> {});
        }

        @Override
        public void close() throws IOException {
            account.close();
        }
    }

    /** Over SSH, as the account itself. */
    record OverSsh(LoopbackSshd sshd, CommandRunner runner) implements Way {

        private static final Duration HASTE = Duration.ofSeconds(2);

        static OverSsh open() throws IOException {
            return to(LoopbackSshd.start("ed25519"));
        }

        static OverSsh to(LoopbackSshd sshd) {
            return new OverSsh(sshd, new SshRunner(sshd.target()));
        }

        @Override
        public ThrowawayAccount account() {
            return sshd.account();
        }

        /** The server is stopped, with a connection to it open. */
        @Override
        public Silence hang() throws Exception {
            var target = sshd.target();
            var hasty = new SshRunner(
                    new SshTarget(target.user(), target.host(), target.port(), sshd.key(), target.knownHosts(), HASTE));
            hasty.run(Command.of(Duration.ofSeconds(10), "true"));
            sshd.hang();
            return new Silence(hasty, () -> {
                sshd.goOn();
                hasty.close();
            });
        }

        @Override
        public void close() throws IOException {
            runner.close();
            sshd.close();
        }
    }

    /** Over SSH, as an account that has no right but what the shipped sudoers file gives it. */
    record BySudo(OverSsh ssh, ThrowawayAccount account, Sudoers file) implements Way {

        static BySudo open() throws IOException {
            var ssh = OverSsh.open();
            var watched = ThrowawayAccount.create();
            return new BySudo(ssh, watched, Sudoers.letting(ssh.account(), watched));
        }

        @Override
        public CommandRunner runner() {
            return ssh.runner();
        }

        @Override
        public Silence hang() throws Exception {
            return ssh.hang();
        }

        @Override
        public void close() throws IOException {
            file.close();
            account.close();
            ssh.close();
        }
    }
}
