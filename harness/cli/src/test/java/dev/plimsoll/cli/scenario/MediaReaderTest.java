package dev.plimsoll.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cli.scenario.ScenarioLoader.Loaded;
import dev.plimsoll.document.Problem;
import dev.plimsoll.model.scenario.AgentLoad;
import dev.plimsoll.model.scenario.MediaLoad;
import dev.plimsoll.model.scenario.StatsOf;
import dev.plimsoll.model.scenario.VideoSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MediaReaderTest {
    private static final String SCENARIO = """
            name: media
            target: { sandbox: {} }
            agents:
              pairs: { udp: 1 }
              duration: 10s
              media:
                direction: one-way
                sound: voice.wav
                video: { width: 640, height: 360, rate: 30/s, bitrate: 1.5Mbit/s, codec: H264 }
            """;

    private final ScenarioLoader loader = new ScenarioLoader(new Secrets(Map.of()));

    @Test
    void what_calls_carry_is_read() {
        assertThat(media(SCENARIO))
                .isEqualTo(new MediaLoad(
                        MediaLoad.Direction.ONE_WAY,
                        Optional.of(Path.of("voice.wav").toAbsolutePath()),
                        Optional.of(new VideoSpec(640, 360, 30, 1_500_000, "H264"))));
    }

    @Test
    void what_is_left_out_is_usual() {
        assertThat(media(SCENARIO.substring(0, SCENARIO.indexOf("  media")))).isEqualTo(MediaLoad.USUAL);
        assertThat(media(SCENARIO.replaceAll("video: .*", "video: {}")).video()).contains(VideoSpec.SMALL);
    }

    @Test
    void whose_statistics_are_read_is_both_ends_unless_it_says_one() {
        assertThat(agents(SCENARIO).statsOf()).isEqualTo(StatsOf.BOTH);
        assertThat(agents(SCENARIO + "  stats: one\n").statsOf()).isEqualTo(StatsOf.ONE);
    }

    @Test
    void a_picture_that_is_too_flat_for_its_mark_is_told() {
        Problem problem = problem(SCENARIO.replace("height: 360", "height: 100"));

        assertThat(problem.path()).isEqualTo("agents.media.video");
        assertThat(problem.toString()).contains("three tenths");
    }

    @Test
    void a_rate_that_no_encoder_takes_is_told() {
        assertThat(problem(SCENARIO.replace("30/s", "90/s")).toString()).contains("1 to 60");
    }

    private MediaLoad media(String text) {
        return agents(text).media();
    }

    private AgentLoad agents(String text) {
        Loaded loaded = loader.parse("s.yaml", text);
        assertThat(loaded).as(loaded.toString()).isInstanceOf(Loaded.Valid.class);
        return ((Loaded.Valid) loaded).scenario().agents().orElseThrow();
    }

    private Problem problem(String text) {
        Loaded loaded = loader.parse("s.yaml", text);
        assertThat(loaded).as(loaded.toString()).isInstanceOf(Loaded.Invalid.class);
        assertThat(((Loaded.Invalid) loaded).problems()).hasSize(1);
        return ((Loaded.Invalid) loaded).problems().get(0);
    }
}
