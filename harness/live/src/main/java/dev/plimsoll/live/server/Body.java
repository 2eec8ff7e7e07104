package dev.plimsoll.live.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** A request's body, read within bounds. */
final class Body {
    static final int MOST_SENT = 8 << 20;
    static final int MOST_UNPACKED = 16 << 20;

    private Body() {}

    /** Calls back with the body, or, once it is too long, with the refusal; never twice. */
    static void collect(HttpServerRequest request, Consumer<Buffer> whole, Runnable tooLong) {
        Buffer collected = Buffer.buffer();
        boolean[] refused = {false};
        request.handler(chunk -> {
            if (!refused[0] && collected.length() + chunk.length() > MOST_SENT) {
                refused[0] = true;
                tooLong.run();
            } else if (!refused[0]) {
                collected.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> {
            if (!refused[0]) {
                whole.accept(collected);
            }
        });
    }

    /** Unpacked bytes are more than is taken. */
    static final class TooLong extends IOException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;
    }

    /**
     * The text of a body.
     *
     * @throws TooLong if it is longer than {@link #MOST_UNPACKED} once unpacked
     * @throws IOException if it is not what its encoding says
     */
    static String text(Buffer body, boolean gzip) throws IOException {
        byte[] bytes = gzip ? unpack(body.getBytes()) : body.getBytes();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] unpack(byte[] packed) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] unpacked = in.readNBytes(MOST_UNPACKED + 1);
            if (unpacked.length > MOST_UNPACKED) {
                throw new TooLong();
            }
            return unpacked;
        }
    }
}
