package dev.plimsoll.telemetry.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where segments are written. */
interface Disk {
    /** @throws IOException if it cannot be made, or is there already */
    Segment create(Path file) throws IOException;

    /** A segment that is being written. */
    interface Segment extends Closeable {
        /** Writes some of the bytes, at least one. */
        int write(ByteBuffer bytes, long at) throws IOException;

        /** Returns when a power cut can take nothing of what was written. */
        void force() throws IOException;
    }

    /** The machine's own. */
    static Disk local() {
        return file -> {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return new Segment() {
                @Override
                public int write(ByteBuffer bytes, long at) throws IOException {
                    return channel.write(bytes, at);
                }

                @Override
                public void force() throws IOException {
                    channel.force(false);
                }

                @Override
                public void close() throws IOException {
                    channel.close();
                }
            };
        };
    }
}
