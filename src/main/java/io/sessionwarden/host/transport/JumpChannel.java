package io.sessionwarden.host.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.common.io.IoConnectFuture;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A channel by which a jump host passes on one connection to a server (direct-tcpip, RFC 4254, 7.2). What it brings is handed
 * to the SSH session inside by the thread that read it; what that session writes never waits, because the same thread must
 * go on to read how much more the jump host takes.
 */
final class JumpChannel extends ChannelDirectTcpip {

    /** The jump host is told nothing of this machine. */
    private static final SshdSocketAddress FROM = new SshdSocketAddress("127.0.0.1", 0);

    private final IoHandler handler;
    private final JumpConnector connector;
    private final IoConnectFuture connected;
    private @Nullable TunnelledSession inside;

    JumpChannel(SshdSocketAddress to, IoHandler handler, JumpConnector connector, IoConnectFuture connected) {
        super(FROM, to);
        this.handler = handler;
        this.connector = connector;
        this.connected = connected;
        setStreaming(Streaming.Async);
    }

    /** Called before anything that the server says is read. */
    @Override
    protected void doOpen() throws IOException {
        super.doOpen();
        if (connected.isCanceled()) {
            // Too late: it is closed again as soon as it is open.
            return;
        }
        var session = new TunnelledSession(connector, this);
        inside = session;
        connector.opened(session);
        session.addCloseFutureListener(closed -> tell(() -> handler.sessionClosed(session)));
        addCloseFutureListener(closed -> session.close(true));
        tell(() -> handler.sessionCreated(session));
        connected.setSession(session);
    }

    @Override
    protected void doWriteData(byte[] data, int from, long length) throws IOException {
        var session = inside;
        if (session != null && !session.isClosing()) {
            tell(() -> handler.messageReceived(session, Readable.readable(ByteBuffer.wrap(data, from, (int) length))));
        }
        getLocalWindow().release(length);
    }

    /** A server that has closed its side says nothing more: there is nothing to wait for. */
    @Override
    public void handleEof() throws IOException {
        super.handleEof();
        var session = inside;
        if (session != null) {
            session.close(true);
        }
    }

    private interface Told {
        void run() throws Exception;
    }

    /** What goes wrong inside is the inner session's end, and not the jump host's. */
    private void tell(Told told) {
        var session = inside;
        try {
            told.run();
        } catch (Exception e) {
            if (session == null) {
                return;
            }
            try {
                handler.exceptionCaught(session, e);
            } catch (Exception also) {
                session.close(true);
            }
        }
    }
}
