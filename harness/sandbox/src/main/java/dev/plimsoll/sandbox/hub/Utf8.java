package dev.plimsoll.sandbox.hub;

/** Sizes of text on the wire. */
final class Utf8 {
    private Utf8() {}

    /** Bytes that a text takes as UTF-8, without encoding it. */
    static int length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (Character.isHighSurrogate(c)) {
                bytes += 4;
                i++;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
