package dev.plimsoll.telemetry.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PointTest {
    @Test
    void what_is_not_in_the_catalogue_cannot_be_written() {
        assertThatThrownBy(() -> Point.of(Measurement.WS_CONNECTIONS, 1)
                        .field("opened", 1)
                        .build())
                .hasMessageContaining("opened");
        assertThatThrownBy(() -> Point.of(Measurement.WS_CONNECTIONS, 1)
                        .tag("peer", "x")
                        .field("open", 1)
                        .build())
                .hasMessageContaining("peer");
        assertThatThrownBy(() -> Point.of(Measurement.WS_CONNECTIONS, 1).build())
                .hasMessageContaining("without a field");
    }

    @Test
    void a_value_that_was_not_measured_is_left_out() {
        Point point = Point.of(Measurement.WS_DELIVERY, 1)
                .field("received", 2)
                .field("p50_ms", null)
                .field("p99_ms", Double.NaN)
                .build();

        assertThat(point.fields()).containsOnlyKeys("received");
    }
}
