package dev.plimsoll.limits.probe.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.limits.turn.TurnAnswer;
import dev.plimsoll.limits.turn.measure.CredentialLife.Seen;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryTest {
    private static final Duration END = Duration.ofSeconds(4);
    private static final Duration TOLERANCE = Duration.ofSeconds(2);
    private static final Duration EVERY = Duration.ofMillis(250);

    @ParameterizedTest(name = "granted last at {0} ms and refused at {1} ms: {2}")
    @CsvSource({
        "3900, 4150, IN_TIME",
        "1750, 2000, IN_TIME",
        "5750, 6000, IN_TIME",
        "    , 2100, IN_TIME",
        "1500, 1750, EARLY",
        "6000, 6250, LATE",
        "7000, 9000, LATE",
        "7000,     , LATE",
        "3900, 7451, NOT_LOOKED",
        "    , 7451, NOT_LOOKED"
    })
    void a_refusal_is_late_only_where_somebody_looked_before(Long granted, Long refused, Expiry expiry) {
        Optional<Duration> lastGranted = Optional.ofNullable(granted).map(Duration::ofMillis);
        Optional<Duration> firstRefused = Optional.ofNullable(refused).map(Duration::ofMillis);
        TurnAnswer silent = new TurnAnswer.Silent(EVERY);
        Seen seen = new Seen(
                silent, lastGranted, firstRefused, firstRefused.map(at -> silent), Optional.empty(), Optional.empty());

        assertThat(Expiry.of(seen, END, TOLERANCE, EVERY)).isEqualTo(expiry);
    }
}
