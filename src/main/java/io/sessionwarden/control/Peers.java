package io.sessionwarden.control;

import io.sessionwarden.kernel.Passwd;
import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.kernel.UnixConnection;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.ForeignText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;

/**
 * Tells who is calling, from what the kernel says of the process at the other end, and never from what it says itself. Safe
 * for use by several threads.
 */
public final class Peers {

    private static final long ROOT = 0;
    /** What a process that never logged on through PAM has for a login uid: (uid_t) -1. */
    private static final long NO_LOGIN = 4294967295L;
    /** What uids without a mapping become (user_namespaces(7)); whoever has it may be anybody. */
    private static final long OVERFLOW = 65534;

    private static final Pattern UID = Pattern.compile("uid:([0-9]{1,10})");

    private final String localServer;
    private final long ownUid;
    private final Path proc;
    private final LongFunction<Optional<String>> names;
    private final Function<String, OptionalLong> uids;

    /**
     * @param names the logon name of a uid
     * @param uids the uid of a logon name
     */
    Peers(
            String localServer,
            long ownUid,
            Path proc,
            LongFunction<Optional<String>> names,
            Function<String, OptionalLong> uids) {
        this.localServer = localServer;
        this.ownUid = ownUid;
        this.proc = proc;
        this.names = names;
        this.uids = uids;
    }

    /** The callers on this machine, which is that server; the warden's own user counts as an administrator. */
    public static Peers on(String localServer) throws IOException {
        return new Peers(localServer, ownUid(), Path.of("/proc"), Passwd::nameOf, Passwd::uidOf);
    }

    private static long ownUid() throws IOException {
        return Integer.toUnsignedLong((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    boolean administers(long uid) {
        return uid == ROOT || uid == ownUid;
    }

    /** The machine that callers sit at. */
    String localServer() {
        return localServer;
    }

    /**
     * Who it would be that called as that user from outside every session; nothing where there is no such user.
     *
     * @param user a logon name, or {@code uid:1001}
     */
    Optional<Peer> named(String user) {
        var number = UID.matcher(user);
        var uid = number.matches() ? OptionalLong.of(Long.parseLong(number.group(1))) : uids.apply(user);
        return uid.isEmpty() ? Optional.empty() : Optional.of(peer(uid.getAsLong(), administers(uid.getAsLong()), 0));
    }

    /** Who this is. Ask soon after accepting: of a process that has ended only the uid is known. */
    public Peer of(UnixConnection connection) {
        return identify(connection.pid(), connection.uid(), connection::isPeer);
    }

    /** @param isPeer whether a process that started then (in ticks) is the one that connected; asked after /proc was read */
    Peer identify(int pid, long uid, LongPredicate isPeer) {
        long person = uid;
        int sid = 0;
        // Of a process that has ended, or that /proc hides, the kernel's word on its uid stands, and its session cannot
        // be told.
        var stat = ProcessStat.of(proc.resolve(Integer.toString(pid)));
        long login = loginUid(pid);
        if (stat.isPresent() && isPeer.test(stat.get().startTicks())) {
            sid = stat.get().session();
            // Behind sudo the process is root's; whoever logged on is who owns.
            person = uid == ROOT && login != NO_LOGIN ? login : uid;
        }
        return peer(person, administers(uid), sid);
    }

    private long loginUid(int pid) {
        try {
            return Long.parseLong(
                    Files.readString(proc.resolve(pid + "/loginuid")).strip());
        } catch (IOException | NumberFormatException e) {
            // A kernel without audit has no such file.
            return NO_LOGIN;
        }
    }

    private Peer peer(long uid, boolean administrator, int sid) {
        var name = uid == OVERFLOW || uid == NO_LOGIN ? Optional.<String>empty() : names.apply(uid);
        return name.map(known -> new Peer(
                        ForeignText.clean(known, 100),
                        Account.ofUid(localServer, uid),
                        administrator,
                        localServer,
                        sid))
                .orElseGet(() -> new Peer("uid " + uid, null, administrator, localServer, sid));
    }
}
