package dev.plimsoll.signalling.probe;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A TCP connection whose reading can be halted: what has not been read stays with the system, which tells the far end. */
final class GatedSocket extends Socket {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private boolean halted;
    private volatile String ending = "";

    void halt(boolean halt) {
        lock.lock();
        try {
            halted = halt;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How reading came to its end, in the system's words; empty while it has not. */
    String ending() {
        return ending;
    }

    /** Ends TCP with a reset. */
    void reset() throws IOException {
        setSoLinger(true, 0);
        close();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new GatedInput(super.getInputStream());
    }

    @Override
    public synchronized void close() throws IOException {
        super.close();
        halt(false);
    }

    private void pass() {
        lock.lock();
        try {
            while (halted && !isClosed()) {
                opened.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private final class GatedInput extends FilterInputStream {
        GatedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        /** What came in the very moment of the halt is held back until reading goes on. */
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            pass();
            try {
                int count = super.read(bytes, offset, length);
                pass();
                ending = count < 0 ? "TCP was ended" : ending;
                return count;
            } catch (IOException e) {
                ending = String.valueOf(e.getMessage());
                throw e;
            }
        }
    }
}
