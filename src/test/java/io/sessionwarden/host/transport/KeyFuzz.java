package io.sessionwarden.host.transport;

import io.sessionwarden.fuzz.FuzzTarget;
import io.sessionwarden.fuzz.Input;
import io.sessionwarden.host.HostException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/** The files by which the program and a server prove who they are: known_hosts and private keys. */
public final class KeyFuzz {

    private KeyFuzz() {}

    public static List<FuzzTarget> targets() {
        var pair = pair();
        var line = "h " + PublicKeyEntry.toString(pair.getPublic()) + " remark\n";
        return List.of(
                FuzzTarget.ofText(
                        "known-hosts",
                        input -> knownHosts(input, pair),
                        line,
                        "@revoked " + line,
                        "@cert-authority *.example " + line.substring(2),
                        "|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= " + line.substring(2),
                        "[h]:22,!x,*.y " + line.substring(2) + "# a remark\n"),
                new FuzzTarget("private-key", List.of(written(pair)), KeyFuzz::privateKey));
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] written(KeyPair pair) {
        var out = new ByteArrayOutputStream();
        try {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "remark", null, out);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static void knownHosts(Input input, KeyPair pair) throws HostException {
        var bytes = input.restBytes();
        inFile(bytes, file -> {
            var hosts = KnownHosts.of(new SshTarget("u", "h", 22, file, file, Duration.ofSeconds(1)));
            hosts.keyTypes();
            var refused = hosts.refusal(pair.getPublic());
            var key = PublicKeyEntry.toString(pair.getPublic()).split(" ", -1)[1];
            if (refused.isEmpty() && !new String(bytes, StandardCharsets.ISO_8859_1).contains(key.substring(0, 100))) {
                throw new AssertionError("a key is taken for known that stands nowhere");
            }
        });
    }

    private static void privateKey(Input input) throws HostException {
        inFile(input.restBytes(), PrivateKeyFile::read);
    }

    private interface Reading {
        void of(Path file) throws HostException;
    }

    private static void inFile(byte[] bytes, Reading reading) throws HostException {
        try {
            var file = Files.createTempFile(
                    "fuzz", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.write(file, bytes);
                reading.of(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
