package io.sessionwarden.host.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;

/** Keeps at most so many bytes of what a command prints, and remembers that there were more. Safe for use by several threads. */
final class BoundedOutput extends OutputStream {

    private static final int CHUNK = 8192;

    private final int most;
    private byte[] kept = new byte[1024];
    private int size;
    private boolean overflowed;

    BoundedOutput(int most) {
        this.most = most;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
        int fitting = Math.min(count, most - size);
        if (fitting < count) {
            overflowed = true;
        }
        if (size + fitting > kept.length) {
            kept = Arrays.copyOf(kept, Math.min(most, Math.max(2 * kept.length, size + fitting)));
        }
        System.arraycopy(bytes, from, kept, size, fitting);
        size += fitting;
    }

    /** Takes what can be read without waiting. */
    void takeAvailable(InputStream in) throws IOException {
        int ready = in.available();
        while (ready > 0 && !overflowed()) {
            byte[] chunk = in.readNBytes(Math.min(ready, CHUNK));
            if (chunk.length == 0) {
                return;
            }
            write(chunk, 0, chunk.length);
            ready = in.available();
        }
    }

    synchronized boolean overflowed() {
        return overflowed;
    }

    synchronized String text(Charset charset) {
        return new String(kept, 0, size, charset);
    }
}
