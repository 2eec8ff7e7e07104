package dev.plimsoll.agents.media;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Puts a codec first in a description, so that the far end sends with it (RFC 3264, section 6.1). Pure. */
public final class SdpCodecs {
    private static final String FORMAT = "a=rtpmap:";

    private SdpCodecs() {}

    /**
     * The description with the codec's payload types at the front of every media line of a kind.
     *
     * @param kind audio or video
     * @param codec name as in rtpmap, of any case; what is not there changes nothing
     */
    public static String prefer(String sdp, String kind, String codec) {
        List<String> lines = new ArrayList<>(List.of(sdp.split("\r\n", -1)));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("m=" + kind + " ")) {
                lines.set(i, reordered(lines.get(i), payloadTypes(lines, i + 1, codec)));
            }
        }
        return String.join("\r\n", lines);
    }

    private static Set<String> payloadTypes(List<String> lines, int from, String codec) {
        Set<String> types = new LinkedHashSet<>();
        String name = " " + codec.toLowerCase(Locale.ROOT) + "/";
        for (int i = from; i < lines.size() && !lines.get(i).startsWith("m="); i++) {
            String line = lines.get(i);
            if (line.startsWith(FORMAT) && line.toLowerCase(Locale.ROOT).contains(name)) {
                types.add(line.substring(FORMAT.length(), line.indexOf(' ')));
            }
        }
        return types;
    }

    /** The line is {@code m=kind port protocol type type ...}. */
    private static String reordered(String line, Set<String> first) {
        List<String> words = List.of(line.split(" ", -1));
        if (words.size() < 4) {
            return line;
        }
        List<String> types = words.subList(3, words.size());
        List<String> ordered = new ArrayList<>(words.subList(0, 3));
        types.stream().filter(first::contains).forEach(ordered::add);
        types.stream().filter(type -> !first.contains(type)).forEach(ordered::add);
        return String.join(" ", ordered);
    }
}
