package dev.plimsoll.limits.probe.size;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.limits.probe.peer.Names;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.signalling.probe.Filler;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FilledTest {
    private static final Names NAMES = new Names(Map.of("run", "some-run"));

    @Property
    void a_whole_frame_has_exactly_the_bytes(
            @ForAll @IntRange(min = 100, max = 70_000) int size, @ForAll Filler filler) {
        String text = new Filled(template(), NAMES, LimitUnit.BYTES, filler)
                .whole(size)
                .toString();

        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(size);
    }

    @Property
    void a_text_has_exactly_the_bytes(@ForAll @IntRange(min = 10, max = 5_000) int size, @ForAll Filler filler) {
        String text = channel(new Filled(template(), NAMES, LimitUnit.BYTES, filler), size);

        assertThat(text).startsWith("some-run/");
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(size);
    }

    @Property
    void a_text_has_exactly_the_characters(@ForAll @IntRange(min = 10, max = 5_000) int size, @ForAll Filler filler) {
        assertThat(channel(new Filled(template(), NAMES, LimitUnit.CHARACTERS, filler), size))
                .hasSize(size);
    }

    private static String channel(Filled filled, int size) {
        return filled.ofText(size).path("channel").textValue();
    }

    private static ObjectNode template() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "subscribe")
                .put("channel", "{run}/{fill}")
                .put("requestId", "{run}");
    }
}
