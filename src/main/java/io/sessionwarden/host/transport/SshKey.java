package io.sessionwarden.host.transport;

import java.nio.file.Path;

/** The one key by which the program proves to a server who it is. No other is offered, wherever it may lie. */
public sealed interface SshKey {

    /**
     * A private key in a file.
     *
     * @param file in OpenSSH's format, without a passphrase, readable by its owner only
     */
    record InFile(Path file) implements SshKey {
        @Override
        public String toString() {
            return "the key " + file;
        }
    }

    /**
     * A key whose private half an SSH agent keeps.
     *
     * @param socket the agent's Unix socket, in at most 107 bytes
     * @param publicKey its public half, as {@code ssh-keygen} and {@code ssh-add -L} write it
     */
    record InAgent(Path socket, Path publicKey) implements SshKey {
        @Override
        public String toString() {
            return "the key " + publicKey + " of the agent " + socket;
        }
    }
}
