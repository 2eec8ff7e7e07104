package dev.plimsoll.live.board;

import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run on the page: the last hour of its lines, where its stages stand, its verdicts. Bounded in every direction, and
 * for the page's thread only.
 */
public final class Board {
    /** An hour at one second. */
    static final int SECONDS = 3600;

    static final int MOST_LINES = 12;
    static final int MOST_CHECKS = 500;
    static final int MOST_STAGES = 40;
    static final String OTHERS = "others";

    /** A clock of another machine may be ahead, but not by more. */
    private static final int MOST_AHEAD = 60;

    /** What reaches further back is not an update but a new picture. */
    private static final int LONGEST_UPDATE = 30;

    private static final long NANOS = 1_000_000_000L;
    private static final String HEARTBEAT = "ws_connections";

    private final String name;
    private final Map<Chart, Map<String, Line>> lines = new EnumMap<>(Chart.class);
    private final boolean[] alive = new boolean[SECONDS];
    private final Map<String, String> stages = new LinkedHashMap<>();
    private final Map<String, Ruling> rulings = new LinkedHashMap<>();
    private final Marks marks = new Marks();
    private long phaseNanos = NANOS / 2;
    private boolean phased;
    private long oldest = Long.MAX_VALUE;
    private long newest = -1;
    private long dirtyFrom = Long.MAX_VALUE;
    private int layout;
    private int stateVersion;
    private long outside;

    Board(String name) {
        this.name = name;
        for (Chart chart : Chart.values()) {
            lines.put(chart, new LinkedHashMap<>());
        }
    }

    /**
     * A verdict and when it fell.
     *
     * @param at seconds since 1970-01-01 UTC
     */
    record Ruling(Check check, long at) {}

    void add(Sample sample, long nowSecond) {
        long second = secondOf(sample);
        if (second > nowSecond + MOST_AHEAD || second <= newest - SECONDS || second <= nowSecond - SECONDS) {
            outside++;
            return;
        }
        advance(second);
        oldest = Math.min(oldest, second);
        dirtyFrom = Math.min(dirtyFrom, second);
        int slot = slot(second);
        alive[slot] = true;
        for (Chart.Place place : Chart.placesOf(sample.measurement())) {
            Chart.Source source = place.source();
            Double value = source.only().test(sample) ? sample.fields().get(source.field()) : null;
            if (value != null) {
                line(place.chart(), source, sample).add(slot, value);
            }
        }
        if (sample.measurement().equals("limit_verdict")) {
            rule(sample, second);
        }
        if (marks.add(sample, second)) {
            stateVersion++;
        }
    }

    /**
     * The ends of a run's seconds lie anywhere between those of the clock. Cutting half a second beside them keeps one end
     * in each, however they jitter.
     */
    private long secondOf(Sample sample) {
        if (!phased && sample.measurement().equals(HEARTBEAT)) {
            phased = true;
            phaseNanos = Math.floorMod(sample.epochNanos(), NANOS);
        }
        return Math.floorDiv(sample.epochNanos() - phaseNanos + NANOS / 2, NANOS);
    }

    private void advance(long second) {
        if (newest >= 0 && second > newest) {
            long first = Math.max(newest + 1, second - SECONDS + 1);
            for (long passed = first; passed <= second; passed++) {
                int slot = slot(passed);
                alive[slot] = false;
                lines.values().forEach(chart -> chart.values().forEach(line -> line.clear(slot)));
            }
        }
        newest = Math.max(newest, second);
        oldest = Math.max(oldest, newest - SECONDS + 1);
    }

    private Line line(Chart chart, Chart.Source source, Sample sample) {
        Map<String, Line> ofChart = lines.get(chart);
        String wanted = source.lineOf(sample);
        boolean isFull = ofChart.size() >= MOST_LINES - 1 && !ofChart.containsKey(wanted);
        return ofChart.computeIfAbsent(isFull ? OTHERS : wanted, lineName -> {
            layout++;
            return new Line(lineName, source.merge(), SECONDS);
        });
    }

    private void rule(Sample sample, long second) {
        try {
            Verdict verdict = Verdict.valueOf(sample.tag("verdict"));
            Ruling known = rulings.get(sample.tag("check"));
            if (known == null || known.check().verdict() != verdict) {
                rule(new Check(sample.tag("check"), sample.tag("check"), verdict, "", "", ""), second);
            }
        } catch (IllegalArgumentException e) {
            outside++;
        }
    }

    public void rule(Check check, long second) {
        if (rulings.size() < MOST_CHECKS || rulings.containsKey(check.id())) {
            rulings.put(check.id(), new Ruling(check, second));
            stateVersion++;
        } else {
            outside++;
        }
    }

    public void stage(String stage, String state) {
        if ((stages.size() < MOST_STAGES || stages.containsKey(stage)) && !state.equals(stages.put(stage, state))) {
            stateVersion++;
        }
    }

    public String name() {
        return name;
    }

    /** Lines of a chart in the order in which they came. */
    List<Line> lines(Chart chart) {
        return List.copyOf(lines.get(chart).values());
    }

    double value(Line line, long second) {
        return line.value(slot(second), alive[slot(second)]);
    }

    Map<String, String> stages() {
        return stages;
    }

    List<Ruling> rulings() {
        return new ArrayList<>(rulings.values());
    }

    /** Of the last hour. */
    List<Marks.Mark> marks() {
        return marks.since(oldest());
    }

    /** The first second of the last hour that has anything; later than {@link #newest} if none has. */
    long oldest() {
        return newest < 0 ? 0 : oldest;
    }

    /** The last second that has anything; -1 if none has. */
    public long newest() {
        return newest;
    }

    /** The first second that changed since the last call, {@code newest + 1} if none did. Too far back, and the layout is new. */
    public long takeDirty() {
        long first = Math.min(dirtyFrom, newest + 1);
        dirtyFrom = Long.MAX_VALUE;
        if (newest - first > LONGEST_UPDATE) {
            layout++;
        }
        return first;
    }

    /** Grows whenever an update would not do and the whole picture has to be drawn anew. */
    public int layout() {
        return layout;
    }

    /** Grows with every change of stages, verdicts and marks. */
    public int stateVersion() {
        return stateVersion;
    }

    /** Samples and verdicts that found no place: too old, of the future, or one too many. */
    long outside() {
        return outside;
    }

    private static int slot(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }
}
