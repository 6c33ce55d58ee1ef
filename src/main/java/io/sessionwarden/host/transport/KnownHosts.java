package io.sessionwarden.host.transport;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryDataResolver;

/**
 * What a known_hosts file says of one server (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). Read anew for each connection, so that
 * an administrator's correction counts at once. Certificate authorities in it are not supported and count for nothing.
 */
final class KnownHosts {

    private static final long LARGEST_FILE = 4 << 20;

    private final SshTarget target;
    private final List<KnownHostEntry> entries;

    private KnownHosts(SshTarget target, List<KnownHostEntry> entries) {
        this.target = target;
        this.entries = entries;
    }

    static KnownHosts of(SshTarget target) throws HostException {
        var entries = new ArrayList<KnownHostEntry>();
        for (String line : lines(target.knownHosts())) {
            entry(line)
                    .filter(entry -> entry.isHostMatch(target.host(), target.port()))
                    .ifPresent(entries::add);
        }
        return new KnownHosts(target, entries);
    }

    private static List<String> lines(Path file) throws HostException {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new HostException(Fault.UNREACHABLE, "the known hosts file " + file + " is larger than 4 MiB");
            }
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new HostException(
                    Fault.UNREACHABLE,
                    "the known hosts file " + file + " cannot be read; without it no server's key can be checked",
                    e);
        }
    }

    /** A line that makes no sense is passed over, as ssh does it: it can only make a server unknown, never known. */
    private static Optional<KnownHostEntry> entry(String line) {
        try {
            return Optional.ofNullable(KnownHostEntry.parseKnownHostEntry(line))
                    .filter(entry -> entry.getKeyEntry() != null);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The types of the keys that are known of the server, {@code ssh-ed25519} for example: it is asked for one of these. */
    Set<String> keyTypes() {
        var types = new LinkedHashSet<String>();
        entries.stream()
                .filter(entry -> entry.getMarker() == null)
                .forEach(entry -> types.add(entry.getKeyEntry().getKeyType()));
        return types;
    }

    /** Why the key that the server showed is not accepted, and what to do about it; empty where it is the known one. */
    Optional<String> refusal(PublicKey shown) {
        if (entries.stream().anyMatch(entry -> "revoked".equals(entry.getMarker()) && same(entry, shown))) {
            return Optional.of("the host key of " + target.place() + " is marked as revoked in " + target.knownHosts());
        }
        var known = entries.stream().filter(entry -> entry.getMarker() == null).toList();
        if (known.stream().anyMatch(entry -> same(entry, shown))) {
            return Optional.empty();
        }
        String key = PublicKeyEntry.toString(shown, PublicKeyEntryDataResolver.DEFAULT);
        if (known.isEmpty()) {
            return Optional.of("the host key of " + target.place() + " is not known (" + KeyUtils.getFingerPrint(shown)
                    + "). If that fingerprint is the server's, add to " + target.knownHosts() + ": " + target.place()
                    + " "
                    + key);
        }
        return Optional.of(
                "the host key of " + target.place() + " is not the known one (" + KeyUtils.getFingerPrint(shown)
                        + "): another machine may be answering. If the server was given a new key, replace its line in "
                        + target.knownHosts() + " by: " + target.place() + " " + key);
    }

    private static boolean same(KnownHostEntry entry, PublicKey shown) {
        var key = PublicKeyEntry.parsePublicKeyEntry(
                PublicKeyEntry.toString(shown, PublicKeyEntryDataResolver.DEFAULT), PublicKeyEntryDataResolver.DEFAULT);
        return key.getKeyType().equals(entry.getKeyEntry().getKeyType())
                && Arrays.equals(key.getKeyData(), entry.getKeyEntry().getKeyData());
    }
}
