package dev.plimsoll.sandbox.net;

import dev.plimsoll.sandbox.config.SandboxConfig;

/**
 * What waits for slow readers, over all connections: each may fall behind as far as the configuration says, and all
 * together by a quarter of the heap. Whoever asks for more is to be closed. For the server's event loop.
 */
public final class Backlog {
    /** Who is less than a large frame behind does not pay for the others. */
    private static final int SPARED = 64 << 10;

    private final long limit;
    private long bytes;
    private long slowReadersClosed;

    Backlog(long limit) {
        this.limit = limit;
    }

    public static Backlog ofThisJvm() {
        return new Backlog(Runtime.getRuntime().maxMemory() / 4);
    }

    /** Bytes of all frames that have not been handed to the operating system. */
    public long bytes() {
        return bytes;
    }

    public long slowReadersClosed() {
        return slowReadersClosed;
    }

    boolean admits(SandboxConfig config, long bytesBehind, int framesBehind) {
        return bytesBehind <= config.maxPendingBytes()
                && framesBehind <= config.maxPendingFrames()
                && (bytes <= limit || bytesBehind <= SPARED);
    }

    void add(long more) {
        bytes += more;
    }

    void remove(long fewer) {
        bytes -= fewer;
    }

    void countClosed() {
        slowReadersClosed++;
    }
}
