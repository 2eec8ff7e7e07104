package dev.plimsoll.telemetry.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.scenario.InfluxTarget;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class Influx1StoreTest extends PointStoreContract {
    @Override
    PointStore store(InfluxTarget target, Duration timeout, InstantSource clock) {
        return new Influx1Store(target, timeout, clock);
    }

    @Test
    void it_writes_to_the_first_api_with_a_name_and_a_password() throws Exception {
        lines_arrive_as_they_were_given();

        String credential = Base64.getEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8));
        assertThat(server.requests()).allSatisfy(request -> {
            assertThat(request.uri()).hasPath("/write").hasQuery("db=bucket&precision=ns");
            assertThat(request.authorization()).isEqualTo("Basic " + credential);
        });
    }
}
