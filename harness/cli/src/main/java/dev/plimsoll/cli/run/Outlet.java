package dev.plimsoll.cli.run;

import dev.plimsoll.live.LiveFeed;
import dev.plimsoll.model.scenario.Scenario;
import java.util.Map;

/**
 * Under which name a run's points go out, and who is told of them.
 *
 * @param tags that every point carries
 */
public record Outlet(Map<String, String> tags, LiveFeed live) {
    private static final String RUN = "run";
    private static final String SCENARIO = "scenario";

    public Outlet {
        tags = Map.copyOf(tags);
    }

    /** For a run that stands for itself. */
    public static Outlet ofRun(RunFolder folder, Scenario scenario, LiveFeed live) {
        return new Outlet(
                Map.of(
                        RUN,
                        folder.runId(),
                        SCENARIO,
                        scenario.name(),
                        "target",
                        scenario.target().label()),
                live);
    }

    /** Whether the points name a run, rather than go on from round to round. */
    boolean isOfRun() {
        return tags.containsKey(RUN);
    }

    /** For one of many rounds that watch a target: a series goes on from round to round. */
    public static Outlet ofTarget(String target, Scenario scenario, LiveFeed live) {
        return new Outlet(Map.of("target", target, SCENARIO, scenario.name()), live);
    }
}
