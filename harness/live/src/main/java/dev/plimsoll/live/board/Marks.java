package dev.plimsoll.live.board;

import dev.plimsoll.telemetry.point.Measurement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** What is done on purpose to the service, to calls and to their paths, and when. The last of them; for the page's thread. */
final class Marks {
    static final int MOST = 200;
    private static final Set<String> KINDS = Set.of("fault", "impairment");

    private final Deque<Mark> marks = new ArrayDeque<>();

    /**
     * @param kind fault or impairment
     * @param at seconds since 1970-01-01 UTC
     */
    record Mark(String kind, String what, boolean begins, long at) {}

    /** Keeps a mark of a fault or an impairment; whether it did. */
    boolean add(Sample sample, long second) {
        String kind = sample.tag("kind");
        if (!sample.measurement().equals(Measurement.RUN_MARK.wire()) || !KINDS.contains(kind)) {
            return false;
        }
        if (marks.size() == MOST) {
            marks.removeFirst();
        }
        marks.addLast(new Mark(kind, sample.tag("what"), !sample.tag("phase").equals("ends"), second));
        return true;
    }

    /** In the order in which they came. */
    List<Mark> since(long second) {
        return marks.stream().filter(mark -> mark.at() >= second).toList();
    }
}
