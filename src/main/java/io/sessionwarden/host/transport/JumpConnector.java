package io.sessionwarden.host.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.Closeable;
import org.apache.sshd.common.Factory;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.DefaultIoConnectFuture;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoConnectFuture;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.apache.sshd.common.util.closeable.AbstractInnerCloseable;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Connects to one server through a jump host, by a channel of the session to that host: no port is opened on this machine,
 * so nobody else here can go the same way.
 */
final class JumpConnector extends AbstractInnerCloseable implements IoConnector {

    /** The session to the jump host, as an attribute of the connection that goes through it. */
    static final AttributeKey<ClientSession> JUMP = new AttributeKey<>();

    private final SshdSocketAddress to;
    private final IoHandler handler;
    private final Map<Long, IoSession> sessions = new ConcurrentHashMap<>();
    private @Nullable IoServiceEventListener listener;

    private JumpConnector(SshdSocketAddress to, IoHandler handler) {
        this.to = to;
        this.handler = handler;
    }

    /** Makes a client connect in this way, to that server only. What comes is handled by the threads of the jump host's session. */
    record Way(SshTarget target) implements IoServiceFactoryFactory {
        @Override
        public IoServiceFactory create(FactoryManager client) {
            return new Connectors(new SshdSocketAddress(target.host(), target.port()));
        }

        @Override
        public void setExecutorServiceFactory(Factory<CloseableExecutorService> factory) {
            throw new UnsupportedOperationException("there are no threads of its own");
        }
    }

    private static final class Connectors extends AbstractCloseable implements IoServiceFactory {
        private final SshdSocketAddress to;
        private @Nullable IoServiceEventListener listener;

        Connectors(SshdSocketAddress to) {
            this.to = to;
        }

        @Override
        public IoConnector createConnector(IoHandler handler) {
            return new JumpConnector(to, handler);
        }

        @Override
        public IoAcceptor createAcceptor(IoHandler handler) {
            throw new UnsupportedOperationException("a client accepts no connections");
        }

        @Override
        public @Nullable IoServiceEventListener getIoServiceEventListener() {
            return listener;
        }

        @Override
        public void setIoServiceEventListener(@Nullable IoServiceEventListener listener) {
            this.listener = listener;
        }
    }

    /** @param address not looked at: the jump host looks the server's name up, and this machine need not know it */
    @Override
    public IoConnectFuture connect(
            SocketAddress address, @Nullable AttributeRepository context, @Nullable SocketAddress local) {
        var future = new DefaultIoConnectFuture(to, null);
        var jump = context == null ? null : context.getAttribute(JUMP);
        if (jump == null) {
            future.setException(new IOException("there is no session to the jump host"));
            return future;
        }
        try {
            var channel = new JumpChannel(to, handler, this, future);
            jump.getService(ConnectionService.class).registerChannel(channel);
            var opening = channel.open();
            opening.addListener(opened -> {
                var refused = opened.getException();
                if (refused != null) {
                    future.setException(refused);
                }
            });
            future.addListener(ended -> {
                // What is still to be confirmed is closed when it is, or the jump host would keep its connection.
                if (ended.getSession() == null && opening.cancel() == null) {
                    channel.close(false);
                }
            });
        } catch (IOException e) {
            future.setException(e);
        }
        return future;
    }

    /** Notes a connection, which ends with the connector. */
    void opened(IoSession session) {
        sessions.put(session.getId(), session);
        session.addCloseFutureListener(closed -> sessions.remove(session.getId()));
    }

    @Override
    public Map<Long, IoSession> getManagedSessions() {
        return Map.copyOf(sessions);
    }

    @Override
    protected Closeable getInnerCloseable() {
        return builder().parallel(toString(), sessions.values()).build();
    }

    @Override
    public @Nullable IoServiceEventListener getIoServiceEventListener() {
        return listener;
    }

    @Override
    public void setIoServiceEventListener(@Nullable IoServiceEventListener listener) {
        this.listener = listener;
    }
}
