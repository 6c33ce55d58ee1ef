package io.sessionwarden.host.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.channel.BufferedIoOutputStream;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/** A connection that is a channel of another SSH session instead of a socket. */
final class TunnelledSession extends AbstractCloseable implements IoSession {

    /**
     * Nothing that is written waits for room, because it may be written by the very thread that has to read how much more the
     * jump host takes. What stands in the buffer is bounded by the inputs of the commands that run at once.
     */
    private static final Duration NEVER_WAITED = Duration.ofMillis(1);

    private static final AtomicLong NEXT = new AtomicLong();

    private final long id = NEXT.incrementAndGet();
    private final IoService service;
    private final JumpChannel channel;
    private final BufferedIoOutputStream out;
    private final Map<Object, Object> attributes = new ConcurrentHashMap<>();

    TunnelledSession(IoService service, JumpChannel channel) {
        this.service = service;
        this.channel = channel;
        this.out = new BufferedIoOutputStream(
                "tunnel", channel.getChannelId(), channel.getAsyncIn(), Integer.MAX_VALUE, NEVER_WAITED);
    }

    @Override
    public IoWriteFuture writeBuffer(Buffer buffer) throws IOException {
        // A copy: a channel takes a buffer for packets to be one of its own, with room for its header in front.
        return out.writeBuffer(new ByteArrayBuffer(buffer.getCompactData()));
    }

    /** Closed at once, or the jump host would keep its connection to the server: it is told in any case. */
    @Override
    protected void doCloseImmediately() {
        channel.close(false);
        super.doCloseImmediately();
    }

    @Override
    protected CloseFuture doCloseGracefully() {
        return channel.close(false);
    }

    @Override
    public void shutdownOutputStream() throws IOException {
        channel.getAsyncIn().close(false);
    }

    /** What comes is read at once, and bounded by the channel's window. */
    @Override
    public void suspendRead() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resumeRead() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getId() {
        return id;
    }

    @Override
    public IoService getService() {
        return service;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return InetSocketAddress.createUnresolved(
                channel.getRemoteSocketAddress().getHostName(),
                channel.getRemoteSocketAddress().getPort());
    }

    @Override
    public SocketAddress getLocalAddress() {
        return channel.getSession().getIoSession().getLocalAddress();
    }

    @Override
    public SocketAddress getAcceptanceAddress() {
        return getLocalAddress();
    }

    @Override
    public @Nullable Object getAttribute(Object key) {
        return attributes.get(key);
    }

    @Override
    public @Nullable Object setAttribute(Object key, Object value) {
        return attributes.put(key, value);
    }

    @Override
    public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
        return attributes.putIfAbsent(key, value);
    }

    @Override
    public @Nullable Object removeAttribute(Object key) {
        return attributes.remove(key);
    }
}
