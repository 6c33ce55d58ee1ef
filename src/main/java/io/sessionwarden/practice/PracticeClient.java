package io.sessionwarden.practice;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/**
 * The person's end of one practice terminal: reads what the session prints and throws it away, types, and can stop reading.
 * One daemon thread, which ends when the terminal does. Safe for use by several threads.
 */
final class PracticeClient {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final InputStream screen;
    private final OutputStream keyboard;
    private final CountDownLatch greeted = new CountDownLatch(1);
    private volatile long received;
    private boolean reading = true;

    private PracticeClient(InputStream screen, OutputStream keyboard) {
        this.screen = screen;
        this.keyboard = keyboard;
    }

    /** Sits down at the terminal of that process; its output and error must be one. */
    static PracticeClient at(Process terminal, String name) {
        var client = new PracticeClient(terminal.getInputStream(), terminal.getOutputStream());
        var thread = new Thread(client::read, "practice client " + name);
        thread.setDaemon(true);
        thread.start();
        return client;
    }

    private void read() {
        var buffer = new byte[BUFFER_BYTES];
        try (screen) {
            for (int got = 0; got >= 0; got = screen.read(buffer)) {
                count(got);
                awaitReading();
            }
        } catch (IOException e) {
            // The terminal was closed under the reader, which is how it is told to go.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // Only the reading thread writes it.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void count(int got) {
        received += got;
        if (got > 0) {
            greeted.countDown();
        }
    }

    private synchronized void awaitReading() throws InterruptedException {
        while (!reading) {
            wait();
        }
    }

    /** How many bytes the session has printed so far. */
    long received() {
        return received;
    }

    /** Whether the session has printed anything: then its program runs and has set its traps. */
    boolean greeted() {
        return greeted.getCount() == 0;
    }

    synchronized void stopReading() {
        reading = false;
    }

    synchronized void readOn() {
        reading = true;
        notifyAll();
    }

    /** Types one key, such as Ctrl-S (0x13). */
    void type(int key) throws IOException {
        keyboard.write(key);
        keyboard.flush();
    }
}
