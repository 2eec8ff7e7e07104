package dev.plimsoll.telemetry.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.scenario.InfluxTarget;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class InfluxStoreTest extends PointStoreContract {
    @Override
    PointStore store(InfluxTarget target, Duration timeout, InstantSource clock) {
        return new InfluxStore(target, timeout, clock);
    }

    @Test
    void it_writes_to_the_second_api_with_a_token() throws Exception {
        lines_arrive_as_they_were_given();

        assertThat(server.requests()).allSatisfy(request -> {
            assertThat(request.uri().getPath()).isEqualTo("/api/v2/write");
            assertThat(request.authorization()).isEqualTo("Token " + TOKEN);
        });
    }
}
