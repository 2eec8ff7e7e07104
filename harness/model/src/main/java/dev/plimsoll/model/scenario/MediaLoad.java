package dev.plimsoll.model.scenario;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What the calls of agents carry beside data.
 *
 * @param sound a WAV file that is sent instead of synthetic speech
 * @param video the picture that is sent; none if empty
 */
public record MediaLoad(Direction direction, Optional<Path> sound, Optional<VideoSpec> video) {
    /** Synthetic speech both ways, if there is audio. */
    public static final MediaLoad USUAL = new MediaLoad(Direction.BOTH, Optional.empty(), Optional.empty());

    public MediaLoad {
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(sound, "sound");
        Objects.requireNonNull(video, "video");
    }

    /** Who sends sound and pictures. */
    public enum Direction {
        BOTH,
        /** The caller; the callee plays what it receives, so that its quality is measured. */
        ONE_WAY
    }
}
