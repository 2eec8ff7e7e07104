package dev.plimsoll.model.scenario;

import dev.plimsoll.model.Secret;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a scenario is carried out for ever, round after round.
 *
 * @param target the name that points carry instead of a run's id; empty for the target's host
 * @param pause between a round's end and the next one's start
 * @param retry how long a target that is away is left alone at first; it doubles with each round that does not find it
 * @param window how many of the last rounds are looked at
 * @param breach how many of them a check must fail in to be broken; as many good rounds in a row mend it
 * @param keepBytes how much of the disk the folders of past rounds may take
 * @param webhook where breaches and recoveries are told
 */
public record WatchSpec(
        Optional<String> target,
        Duration pause,
        Duration retry,
        int window,
        int breach,
        long keepBytes,
        Optional<Secret> webhook) {
    public static final int USUAL_WINDOW = 5;
    public static final int USUAL_BREACH = 2;
    public static final long USUAL_MEGABYTES = 1_000;

    public WatchSpec {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(pause, "pause");
        Objects.requireNonNull(retry, "retry");
        Objects.requireNonNull(webhook, "webhook");
    }

    /** The name that this watch's points carry. */
    public String nameOf(Target watched) {
        return target.orElseGet(
                () -> watched instanceof Target.Remote remote ? remote.url().getHost() : "sandbox");
    }
}
