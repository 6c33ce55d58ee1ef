package io.sessionwarden.notary;

import io.sessionwarden.audit.Chain;
import io.sessionwarden.audit.Checkpoint;
import io.sessionwarden.kernel.LocalDatagram;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A syslog: the local one ({@code /dev/log}) or one over UDP or TCP (RFC 6587, octet counting). One message of RFC 5424 for each
 * checkpoint, facility security (10), severity notice; line feeds of the note are written {@code \n}. UDP tells nobody
 * whether it arrived.
 *
 * @param target {@code local}, {@code udp://HOST:PORT} or {@code tcp://HOST:PORT}
 * @param host this machine's name, for the message
 */
public record Syslog(String target, String host) implements Destination {

    /** Where the local one listens. */
    static final Path LOCAL = Path.of("/dev/log");

    private static final int PATIENCE_MILLIS = 5_000;
    private static final int PRIORITY = 10 * 8 + 5;

    /** @throws IllegalArgumentException where the target is none; the message goes on after a subject */
    public Syslog {
        if (!target.matches("local|(udp|tcp)://([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):[0-9]{1,5}")
                || (!target.equals("local") && (port(target) < 1 || port(target) > 65_535))) {
            throw new IllegalArgumentException("is local, udp://HOST:PORT or tcp://HOST:PORT, not '" + target + "'");
        }
    }

    private static int port(String target) {
        return Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
    }

    @Override
    public String name() {
        return "syslog " + target;
    }

    @Override
    public void send(Checkpoint checkpoint) throws IOException {
        var message = message(checkpoint).getBytes(StandardCharsets.UTF_8);
        if (target.equals("local")) {
            LocalDatagram.send(LOCAL, message);
            return;
        }
        try {
            var to = new InetSocketAddress(
                    InetAddress.getByName(URI.create(target).getHost()), port(target));
            if (target.startsWith("udp:")) {
                try (var socket = new DatagramSocket()) {
                    socket.send(new DatagramPacket(message, message.length, to));
                }
            } else {
                try (var socket = new Socket()) {
                    socket.connect(to, PATIENCE_MILLIS);
                    var out = socket.getOutputStream();
                    out.write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
                    out.write(message);
                    out.flush();
                }
            }
        } catch (IOException e) {
            throw new IOException("cannot send to " + target + ": " + e.getMessage(), e);
        }
    }

    String message(Checkpoint checkpoint) {
        return "<" + PRIORITY + ">1 " + Chain.isoMicros(checkpoint.at()) + " " + host + " session-warden "
                + ProcessHandle.current().pid() + " CHECKPOINT - \ufeff"
                + checkpoint.note().replace("\n", "\\n");
    }
}
