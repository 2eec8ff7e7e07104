package dev.plimsoll.telemetry.spool;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What can be read of a block that has no end. */
final class Salvage {
    private Salvage() {}

    /** The whole lines of a torn block, with its header. */
    static String lines(byte[] block) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        if (block.length > BlockHeader.SIZE) {
            inflate(block, text);
        }
        byte[] bytes = text.toByteArray();
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private static void inflate(byte[] block, ByteArrayOutputStream text) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(block, BlockHeader.SIZE, block.length - BlockHeader.SIZE);
            byte[] piece = new byte[16 * 1024];
            for (int n = inflater.inflate(piece); n > 0; n = inflater.inflate(piece)) {
                text.write(piece, 0, n);
            }
        } catch (DataFormatException e) {
            // The bytes end or turn bad here; what came before is kept.
            return;
        } finally {
            inflater.end();
        }
    }
}
