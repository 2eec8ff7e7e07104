package dev.plimsoll.telemetry.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The machine's disk, which a test may fill: then it takes half of what is written, once, and no more. */
final class FillingDisk implements Disk {
    private final Disk local = Disk.local();
    private volatile boolean full;
    private volatile int refusals;

    void fill() {
        full = true;
    }

    void empty() {
        full = false;
    }

    int refusals() {
        return refusals;
    }

    @Override
    public Segment create(Path file) throws IOException {
        refuseIfFull();
        Segment segment = local.create(file);
        return new Segment() {
            @Override
            public int write(ByteBuffer bytes, long at) throws IOException {
                if (full && refusals == 0 && bytes.remaining() > 1) {
                    refusals = 1;
                    return segment.write(bytes.slice(bytes.position(), bytes.remaining() / 2), at);
                }
                refuseIfFull();
                return segment.write(bytes, at);
            }

            @Override
            public void force() throws IOException {
                segment.force();
            }

            @Override
            public void close() throws IOException {
                segment.close();
            }
        };
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written by the spool's one thread
    private void refuseIfFull() throws IOException {
        if (full) {
            refusals++;
            throw new IOException("No space left on device");
        }
    }
}
