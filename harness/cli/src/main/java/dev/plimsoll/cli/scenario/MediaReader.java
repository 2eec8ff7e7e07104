package dev.plimsoll.cli.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.scenario.MediaLoad;
import dev.plimsoll.model.scenario.Quantities;
import dev.plimsoll.model.scenario.VideoSpec;
import java.nio.file.Path;
import java.util.Optional;

/** The part of a scenario that says what calls carry, to records. */
final class MediaReader {
    private static final String HERE = "/agents/media";

    private final JsonNode node;
    private final LoadReader.Faults faults;

    MediaReader(JsonNode node, LoadReader.Faults faults) {
        this.node = node;
        this.faults = faults;
    }

    MediaLoad read() {
        return new MediaLoad(
                node.path("direction").asText().equals("one-way")
                        ? MediaLoad.Direction.ONE_WAY
                        : MediaLoad.Direction.BOTH,
                Optional.ofNullable(node.get("sound")).map(JsonNode::asText).flatMap(this::file),
                Optional.ofNullable(node.get("video")).map(this::video));
    }

    /** Absolute, for the agents live in processes of their own. */
    private Optional<Path> file(String text) {
        try {
            return Optional.of(Path.of(text).toAbsolutePath());
        } catch (java.nio.file.InvalidPathException e) {
            faults.fault(HERE + "/sound", "is no file's name", "write where the WAV file is");
            return Optional.empty();
        }
    }

    private VideoSpec video(JsonNode video) {
        VideoSpec usual = VideoSpec.SMALL;
        try {
            return new VideoSpec(
                    video.path("width").asInt(usual.width()),
                    video.path("height").asInt(usual.height()),
                    (int) Math.round(
                            Quantities.rate(video.path("rate").asText("15/s")).orElse(0.0)),
                    (int) Math.min(
                            Integer.MAX_VALUE,
                            Quantities.bitrate(video.path("bitrate").asText("150kbit/s"))
                                    .orElse(0L)),
                    video.path("codec").asText(usual.codec()));
        } catch (IllegalArgumentException e) {
            faults.fault(HERE + "/video", "cannot be sent", e.getMessage());
            return usual;
        }
    }
}
