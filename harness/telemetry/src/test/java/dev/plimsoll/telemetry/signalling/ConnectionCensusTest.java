package dev.plimsoll.telemetry.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.ConnectOutcome.Phase;
import dev.plimsoll.model.result.ConnectCounts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionCensusTest {
    private static final Duration TIME = Duration.ofMillis(1);

    private final ConnectionCensus census = new ConnectionCensus();

    @Test
    void every_outcome_is_in_exactly_one_class() {
        census.decided(Source.LOAD, new ConnectOutcome.Accepted(TIME, "p"));
        census.decided(Source.LOAD, new ConnectOutcome.RejectedByHttp(TIME, 429, ""));
        census.decided(Source.LOAD, new ConnectOutcome.RejectedByClose(TIME, 4010, ""));
        census.decided(Source.LOAD, new ConnectOutcome.RejectedByClose(TIME, 4010, ""));
        census.decided(Source.LOAD, new ConnectOutcome.TimedOut(TIME, Phase.WELCOME));
        census.decided(Source.LOAD, new ConnectOutcome.Broken(TIME, Phase.CONNECT, "refused"));

        ConnectCounts counts = census.counts(Source.LOAD);

        assertThat(counts.attempted()).isEqualTo(6);
        assertThat(counts.rejected()).containsEntry("429", 1L).containsEntry("4010", 2L);
        assertThat(counts.addsUp()).isTrue();
        assertThat(census.counts(Source.AGENTS)).isEqualTo(ConnectCounts.NONE);
    }

    @Test
    void a_peak_between_two_looks_is_not_missed() {
        for (int i = 0; i < 5; i++) {
            census.decided(Source.LOAD, new ConnectOutcome.Accepted(TIME, "p"));
        }
        census.closed(Source.LOAD);
        census.closed(Source.LOAD);

        assertThat(census.open()).isEqualTo(3);
        assertThat(census.open(Source.LOAD)).isEqualTo(3);
        assertThat(census.takePeak()).isEqualTo(5);
        assertThat(census.takePeak()).isEqualTo(3);
    }
}
