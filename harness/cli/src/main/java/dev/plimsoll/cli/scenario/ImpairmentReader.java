package dev.plimsoll.cli.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.impairment.ImpairmentPlan;
import dev.plimsoll.model.impairment.ImpairmentStep;
import dev.plimsoll.model.impairment.Link;
import dev.plimsoll.model.impairment.PathProfile;
import dev.plimsoll.model.scenario.Quantities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The part of a scenario that says what happens to paths, to records. */
final class ImpairmentReader {
    private static final String HERE = "/impairments/";

    private final JsonNode steps;
    private final LoadReader.Durations durations;

    ImpairmentReader(JsonNode steps, LoadReader.Durations durations) {
        this.steps = steps;
        this.durations = durations;
    }

    ImpairmentPlan read() {
        List<ImpairmentStep> read = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            read.add(step(steps.get(i), HERE + i, "step-" + (i + 1)));
        }
        return new ImpairmentPlan(read);
    }

    private ImpairmentStep step(JsonNode node, String pointer, String place) {
        Link both = link(node, pointer, Link.CLEAR);
        Link up = link(node.path("up"), pointer + "/up", both);
        Link down = link(node.path("down"), pointer + "/down", both);
        boolean cut = node.path("cut").asBoolean(false);
        boolean clear = up.isClear() && down.isClear() && !cut;
        String name = node.path("name").asText(clear ? PathProfile.CLEAR.name() : place);
        PathProfile profile = new PathProfile(name, up, down, cut);
        return new ImpairmentStep(
                durations.read(pointer + "/at", "0s"), Transports.named(node.path("transports")), profile);
    }

    /** What a direction does not say holds as it is for both. */
    private Link link(JsonNode node, String pointer, Link otherwise) {
        return new Link(
                share(node, "loss", otherwise.loss()),
                Math.max(1, node.path("lossBurst").asDouble(otherwise.lossBurst())),
                duration(node, pointer, "delay", otherwise.delay()),
                duration(node, pointer, "jitter", otherwise.jitter()),
                share(node, "reorder", otherwise.reorder()),
                duration(node, pointer, "reorderBy", otherwise.reorderBy()),
                Quantities.bitrate(node.path("rate").asText("")).orElse(otherwise.bitsPerSecond()),
                duration(node, pointer, "queue", otherwise.queue()),
                node.path("blackhole").asBoolean(otherwise.blackhole()));
    }

    private Duration duration(JsonNode node, String pointer, String name, Duration otherwise) {
        return node.has(name) ? durations.read(pointer + "/" + name, "0s") : otherwise;
    }

    private static double share(JsonNode node, String name, double otherwise) {
        return node.has(name) ? Quantities.share(node.path(name).asText()).orElse(otherwise) : otherwise;
    }
}
