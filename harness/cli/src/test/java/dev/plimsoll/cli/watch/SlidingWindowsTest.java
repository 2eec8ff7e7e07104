package dev.plimsoll.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SlidingWindowsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SlidingWindows windows = new SlidingWindows(5, 2);
    private int rounds;

    @Test
    void one_bad_round_is_no_breach_two_of_five_are() {
        assertThat(round(Verdict.PASS)).isEmpty();
        assertThat(round(Verdict.FAIL)).isEmpty();
        assertThat(round(Verdict.PASS)).isEmpty();

        List<Change> changes = round(Verdict.FAIL);

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.broken()).isTrue();
            assertThat(change.failed()).isEqualTo(2);
            assertThat(change.window()).isEqualTo(4);
            assertThat(change.since()).isEqualTo(START.plusSeconds(3));
        });
        assertThat(windows.broken()).isEqualTo(1);
    }

    @Test
    void bad_rounds_that_the_window_has_left_behind_do_not_count() {
        round(Verdict.FAIL);
        for (int i = 0; i < 5; i++) {
            assertThat(round(Verdict.PASS)).isEmpty();
        }

        assertThat(round(Verdict.FAIL)).isEmpty();
    }

    @Test
    void a_breach_is_told_once_and_mended_by_as_many_good_rounds_in_a_row() {
        round(Verdict.FAIL);
        round(Verdict.FAIL);
        assertThat(round(Verdict.FAIL)).isEmpty();
        assertThat(round(Verdict.PASS)).isEmpty();
        assertThat(round(Verdict.FAIL)).isEmpty();
        assertThat(round(Verdict.PASS)).isEmpty();

        List<Change> changes = round(Verdict.PASS);

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.broken()).isFalse();
            assertThat(change.since()).isEqualTo(START.plusSeconds(1));
        });
        assertThat(windows.broken()).isZero();
        assertThat(round(Verdict.FAIL)).isEmpty();
        assertThat(round(Verdict.FAIL)).hasSize(1);
    }

    @Test
    void a_round_that_judged_nothing_changes_nothing() {
        round(Verdict.FAIL);
        assertThat(round(Verdict.INVALID)).isEmpty();
        assertThat(round(Verdict.SKIPPED)).isEmpty();
        assertThat(round(Verdict.FAIL)).hasSize(1);
    }

    @Test
    void a_check_over_its_window_fails_while_it_is_broken_and_says_in_how_many_rounds() {
        round(Verdict.FAIL);
        assertThat(windows.checks()).singleElement().satisfies(check -> {
            assertThat(check.verdict()).isEqualTo(Verdict.PASS);
            assertThat(check.observed()).isEqualTo("failed in 1 of the last 1 rounds; last: 7");
        });
        round(Verdict.FAIL);
        assertThat(windows.checks()).extracting(Check::verdict).containsExactly(Verdict.FAIL);
    }

    @Test
    void what_a_new_scenario_does_not_ask_for_is_forgotten() {
        round(Verdict.FAIL);
        windows.keepOnly(Set.of("other"));

        assertThat(windows.checks()).isEmpty();
        assertThat(round(Verdict.FAIL)).isEmpty();
    }

    @Property(tries = 500)
    void breaches_and_recoveries_alternate_and_each_has_its_reason(
            @ForAll @IntRange(min = 1, max = 6) int window,
            @ForAll @IntRange(min = 1, max = 6) int asked,
            @ForAll @Size(max = 60) List<Boolean> held) {
        int breach = Math.min(window, asked);
        SlidingWindows tried = new SlidingWindows(window, breach);
        boolean broken = false;
        List<Boolean> sinceRecovery = new ArrayList<>();
        for (int i = 0; i < held.size(); i++) {
            sinceRecovery.add(held.get(i));
            List<Change> changes =
                    tried.round(List.of(check(held.get(i) ? Verdict.PASS : Verdict.FAIL)), START.plusSeconds(i));
            List<Boolean> inWindow = tail(sinceRecovery, window);
            boolean expected = broken
                    ? !(sinceRecovery.size() >= breach
                            && !tail(sinceRecovery, breach).contains(false))
                    : inWindow.stream().filter(good -> !good).count() >= breach;
            assertThat(!changes.isEmpty()).isEqualTo(expected != broken);
            if (broken && !expected) {
                sinceRecovery.removeIf(good -> true);
            }
            broken = expected;
            assertThat(tried.broken()).isEqualTo(broken ? 1 : 0);
        }
    }

    private static List<Boolean> tail(List<Boolean> all, int length) {
        return all.subList(Math.max(0, all.size() - length), all.size());
    }

    private List<Change> round(Verdict verdict) {
        return windows.round(List.of(check(verdict)), START.plusSeconds(rounds++));
    }

    private static Check check(Verdict verdict) {
        return new Check("expect.x", "x == 0", verdict, "x == 0", "7", "scenario");
    }
}
