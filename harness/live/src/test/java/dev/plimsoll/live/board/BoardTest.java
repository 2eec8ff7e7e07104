package dev.plimsoll.live.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final long START = 1_800_000_000L;
    private static final long NANOS = 1_000_000_000L;

    private final Board board = new Board("run-1");

    @Test
    void counts_of_one_second_add_up_and_a_second_without_any_is_zero() {
        connects("accepted", START, 3);
        connects("accepted", START, 4);
        open(START + 1, 7);

        assertThat(values(Chart.CONNECTS, "accepted", START, START + 1)).containsExactly(7.0, 0.0);
    }

    @Test
    void a_second_in_which_nothing_was_measured_at_all_is_a_gap() {
        connects("accepted", START, 3);
        connects("accepted", START + 2, 4);

        assertThat(values(Chart.CONNECTS, "accepted", START, START + 2)).containsExactly(3.0, Double.NaN, 4.0);
    }

    @Test
    void percentiles_are_never_averaged_the_worst_is_shown() {
        add("ws_delivery", Map.of(), Map.of("p99_ms", 10.0), START);
        add("ws_delivery", Map.of(), Map.of("p99_ms", 30.0), START);

        assertThat(values(Chart.DELIVERY_TIME, "p99", START, START)).containsExactly(30.0);
    }

    @Test
    void round_trips_are_the_mean_of_the_peers_apart_for_each_relay_protocol() {
        add("webrtc_pair", Map.of("relay_protocol", "udp"), Map.of("rtt_ms", 10.0), START);
        add("webrtc_pair", Map.of("relay_protocol", "udp"), Map.of("rtt_ms", 30.0), START);
        add("webrtc_pair", Map.of("relay_protocol", "tls"), Map.of("rtt_ms", 80.0), START);
        add("webrtc_pair", Map.of(), Map.of("rtt_ms", 1.0), START);

        assertThat(values(Chart.RTT, "udp", START, START)).containsExactly(20.0);
        assertThat(values(Chart.RTT, "tls", START, START)).containsExactly(80.0);
        assertThat(values(Chart.RTT, "no relay", START, START)).containsExactly(1.0);
    }

    @Test
    void quality_is_shown_whichever_measurement_of_a_call_tells_it() {
        add("webrtc_inbound", Map.of("transport", "tcp"), Map.of("mos", 4.1), START);
        add("other", Map.of("transport", "tcp"), Map.of("mos", 1.0), START);

        assertThat(values(Chart.MOS, "tcp", START, START)).containsExactly(4.1);
    }

    @Test
    void times_to_a_refusal_are_no_times_to_a_connect() {
        add("ws_connect", Map.of("outcome", "4010"), Map.of("count", 1.0, "p99_ms", 500.0), START);

        assertThat(board.lines(Chart.CONNECT_TIME)).isEmpty();
        assertThat(values(Chart.CONNECTS, "4010", START, START)).containsExactly(1.0);
    }

    @Test
    void an_hour_is_kept_and_what_is_older_makes_room() {
        for (long second = START; second < START + 2 * Board.SECONDS; second++) {
            connects("accepted", second, 1);
        }

        assertThat(board.oldest()).isEqualTo(START + Board.SECONDS);
        assertThat(board.newest()).isEqualTo(START + 2 * Board.SECONDS - 1);
        assertThat(values(Chart.CONNECTS, "accepted", board.oldest(), board.newest()))
                .hasSize(Board.SECONDS)
                .containsOnly(1.0);
    }

    @Test
    void after_a_long_silence_nothing_of_before_is_taken_for_now() {
        connects("accepted", START, 5);
        connects("accepted", START + 3 * Board.SECONDS, 1);

        assertThat(board.oldest()).isEqualTo(START + 2 * Board.SECONDS + 1);
        assertThat(values(Chart.CONNECTS, "accepted", board.oldest(), board.newest()))
                .filteredOn(value -> !Double.isNaN(value))
                .containsExactly(1.0);
    }

    @Test
    void what_is_too_old_or_of_the_future_is_counted_and_left_out() {
        open(START, 1);
        board.add(sample("ws_connections", Map.of(), Map.of("open", 9.0), START - Board.SECONDS), START);
        board.add(sample("ws_connections", Map.of(), Map.of("open", 9.0), START + 3600), START);

        assertThat(board.outside()).isEqualTo(2);
        assertThat(board.newest()).isEqualTo(START);
    }

    @Test
    void a_latecomer_changes_its_own_second_and_that_is_known() {
        connects("accepted", START, 1);
        connects("accepted", START + 5, 1);
        board.takeDirty();

        connects("accepted", START + 2, 8);

        assertThat(board.takeDirty()).isEqualTo(START + 2);
        assertThat(board.takeDirty()).isEqualTo(START + 6);
        assertThat(values(Chart.CONNECTS, "accepted", START + 2, START + 2)).containsExactly(8.0);
    }

    @Test
    void more_outcomes_than_can_be_told_apart_share_a_line() {
        for (int outcome = 0; outcome < 40; outcome++) {
            connects("code-" + outcome, START, 1);
        }

        assertThat(board.lines(Chart.CONNECTS)).hasSize(Board.MOST_LINES);
        assertThat(values(Chart.CONNECTS, Board.OTHERS, START, START)).containsExactly(40.0 - Board.MOST_LINES + 1);
    }

    @Test
    void verdicts_and_stages_replace_what_they_said_before_and_have_an_end() {
        for (int i = 0; i < Board.MOST_CHECKS + 10; i++) {
            board.rule(check("c" + i, Verdict.PASS), START);
        }
        board.rule(check("c0", Verdict.FAIL), START + 1);
        for (int i = 0; i < Board.MOST_STAGES + 10; i++) {
            board.stage("s" + i, "on");
        }
        board.stage("s0", "off");

        assertThat(board.rulings()).hasSize(Board.MOST_CHECKS);
        assertThat(board.rulings().get(0).check().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(board.stages()).hasSize(Board.MOST_STAGES).containsEntry("s0", "off");
        assertThat(board.outside()).isEqualTo(10);
    }

    @Test
    void a_verdict_that_comes_as_a_point_too_keeps_its_words() {
        board.rule(check("limit.x", Verdict.FAIL), START);
        add("limit_verdict", Map.of("check", "limit.x", "verdict", "FAIL"), Map.of("pass", 0.0), START);
        add("limit_verdict", Map.of("check", "limit.y", "verdict", "PASS"), Map.of("pass", 1.0), START);

        assertThat(board.rulings()).extracting(ruling -> ruling.check().title()).containsExactly("title", "limit.y");
    }

    @Test
    void faults_and_impairments_are_marked_and_stages_are_told_elsewhere() {
        mark("impairment", "far", "begins", START);
        mark("stage", "hold", "begins", START + 1);
        mark("fault", "relay-away", "begins", START + 2);
        mark("fault", "relay-away", "ends", START + 5);

        assertThat(board.marks())
                .containsExactly(
                        new Marks.Mark("impairment", "far", true, START),
                        new Marks.Mark("fault", "relay-away", true, START + 2),
                        new Marks.Mark("fault", "relay-away", false, START + 5));
        assertThat(board.stateVersion()).isEqualTo(3);
    }

    @Test
    void of_marks_the_last_are_kept_and_those_of_the_last_hour_are_shown() {
        for (int i = 0; i <= Marks.MOST; i++) {
            mark("fault", "f" + i, "begins", START + i);
        }
        assertThat(board.marks())
                .hasSize(Marks.MOST)
                .first()
                .satisfies(mark -> assertThat(mark.what()).isEqualTo("f1"));

        connects("accepted", START + Board.SECONDS + Marks.MOST - 1, 1);

        assertThat(board.marks()).extracting(Marks.Mark::what).containsExactly("f" + Marks.MOST);
    }

    /** A run's seconds end wherever it began, a little early or late: each must still be a second of its own. */
    @Property(tries = 200)
    void seconds_that_end_a_little_early_or_late_never_fall_together(
            @ForAll @IntRange(max = 999_999_999) int phase,
            @ForAll @Size(min = 2, max = 50) List<@IntRange(min = -200_000_000, max = 200_000_000) Integer> jitters) {
        Board jittery = new Board("run");
        long nanos = START * NANOS + phase;
        jittery.add(new Sample("ws_connections", Map.of(), Map.of("open", 1.0), nanos), START);
        for (int i = 0; i < jitters.size(); i++) {
            long end = nanos + (i + 1) * NANOS + jitters.get(i);
            jittery.add(
                    new Sample("ws_connect", Map.of("outcome", "accepted"), Map.of("count", 1.0), end), START + 1 + i);
        }

        Line line = jittery.lines(Chart.CONNECTS).get(0);
        assertThat(LongStream.rangeClosed(jittery.oldest() + 1, jittery.newest())
                        .mapToDouble(second -> jittery.value(line, second)))
                .hasSize(jitters.size())
                .containsOnly(1.0);
    }

    private static Check check(String id, Verdict verdict) {
        return new Check(id, "title", verdict, "expected", "observed", "source");
    }

    private void connects(String outcome, long second, double count) {
        add("ws_connect", Map.of("outcome", outcome), Map.of("count", count), second);
    }

    private void mark(String kind, String what, String phase, long second) {
        add("run_mark", Map.of("kind", kind, "what", what, "phase", phase), Map.of("on", 1.0), second);
    }

    private void open(long second, double count) {
        add("ws_connections", Map.of("source", "load"), Map.of("open", count), second);
    }

    private void add(String measurement, Map<String, String> tags, Map<String, Double> fields, long second) {
        board.add(sample(measurement, tags, fields, second), second);
    }

    private static Sample sample(
            String measurement, Map<String, String> tags, Map<String, Double> fields, long second) {
        return new Sample(measurement, tags, fields, second * NANOS);
    }

    private List<Double> values(Chart chart, String name, long from, long to) {
        Line line = board.lines(chart).stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        return LongStream.rangeClosed(from, to)
                .mapToObj(second -> board.value(line, second))
                .toList();
    }
}
