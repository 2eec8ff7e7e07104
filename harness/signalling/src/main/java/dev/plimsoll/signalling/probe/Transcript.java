package dev.plimsoll.signalling.probe;

import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Masking;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The exchange of a connection as evidence: its first and its latest lines, secrets masked as they are written. Safe for use
 * by several threads.
 */
public final class Transcript {
    static final int FIRST = 60;
    static final int LATEST = 140;
    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Secret> secrets;
    private final List<Line> first = new ArrayList<>();
    private final ArrayDeque<Line> latest = new ArrayDeque<>();
    private long written;

    /** @param secrets what must not show, besides what looks like a credential */
    public Transcript(Collection<Secret> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /** Who speaks. */
    public enum Speaker {
        CLIENT(">"),
        SERVICE("<"),
        /** What happened rather than what was said. */
        NARRATOR("*");

        private final String sign;

        Speaker(String sign) {
            this.sign = sign;
        }
    }

    /** @param text masked and bounded */
    public record Line(long atNanos, Speaker speaker, String text) {
        private static final int LONGEST = 600;
        /** Of a longer text no more than this is looked at. */
        private static final int LONGEST_MASKED = 256 << 10;

        /** A line of a text that may be long and hold these secrets, or what looks like a credential. */
        public static Line of(long atNanos, Speaker speaker, String text, Collection<Secret> secrets) {
            String bounded = text.length() <= LONGEST_MASKED ? text : text.substring(0, LONGEST_MASKED);
            return new Line(atNanos, speaker, Masking.excerpt(bounded, secrets, LONGEST));
        }
    }

    public void write(long atNanos, Speaker speaker, String text) {
        Line line = Line.of(atNanos, speaker, text, secrets);
        synchronized (this) {
            written++;
            if (first.size() < FIRST) {
                first.add(line);
            } else {
                latest.add(line);
                if (latest.size() > LATEST) {
                    latest.remove();
                }
            }
        }
    }

    /** What is kept, in the order of writing. */
    public synchronized List<Line> lines() {
        return Stream.concat(first.stream(), latest.stream()).toList();
    }

    /** How many lines between the first and the latest ones were left out. */
    public synchronized long leftOut() {
        return written - first.size() - latest.size();
    }

    /**
     * Lines of several exchanges as one text, by time.
     *
     * @param startNanos what the times are counted from
     */
    public static String text(Collection<Line> lines, long startNanos) {
        StringBuilder text = new StringBuilder();
        lines.stream()
                .sorted(Comparator.comparingLong(Line::atNanos))
                .forEach(line -> text.append(String.format(
                        Locale.ROOT,
                        "%+.3f ms %s %s%n",
                        (line.atNanos - startNanos) / NANOS_PER_MILLI,
                        line.speaker.sign,
                        line.text)));
        return text.toString();
    }
}
