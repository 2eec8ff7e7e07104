package dev.plimsoll.cli.scenario;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.cli.limits.Packs;
import dev.plimsoll.document.Fault;
import dev.plimsoll.document.Wording;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.scenario.AgentHosts;
import dev.plimsoll.model.scenario.AgentLoad;
import dev.plimsoll.model.scenario.Credential;
import dev.plimsoll.model.scenario.GeneratorBounds;
import dev.plimsoll.model.scenario.InfluxTarget;
import dev.plimsoll.model.scenario.LimitSpec;
import dev.plimsoll.model.scenario.Quantities;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.StatsOf;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.scenario.TurnPath;
import dev.plimsoll.model.scenario.TurnTransport;
import dev.plimsoll.model.scenario.TurnUse;
import dev.plimsoll.model.scenario.WatchSpec;
import dev.plimsoll.model.verdict.Expectation;
import dev.plimsoll.model.verdict.ExpectationParser;
import dev.plimsoll.model.verdict.ExpectationParser.Parsed;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A document that fits the schema, to records. What the schema cannot see is collected as faults; the scenario is complete
 * only if there are none.
 */
final class ScenarioReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final URI NOWHERE = URI.create("ws://127.0.0.1");

    private final JsonNode root;
    private final Secrets secrets;
    private final List<Fault> faults = new ArrayList<>();

    ScenarioReader(JsonNode root, Secrets secrets) {
        this.root = root;
        this.secrets = secrets;
    }

    List<Fault> faults() {
        return faults;
    }

    Scenario read() {
        Target target = target();
        return new Scenario(
                root.path("name").asText(),
                root.path("description").asText("").strip(),
                root.path("seed").asLong(1),
                target,
                optional("signalling").map(this::signalling),
                optional("agents").map(this::agents),
                limits(),
                packs(target),
                expectations(),
                optional("influx").map(this::influx),
                generator(),
                new ImpairmentReader(root.path("impairments"), this::duration).read(),
                new FaultReader(root.path("faults"), this::duration, this::fault).read());
    }

    WatchSpec watch() {
        JsonNode node = root.path("watch");
        int window = node.path("window").asInt(WatchSpec.USUAL_WINDOW);
        int breach = node.path("breach").asInt(Math.min(WatchSpec.USUAL_BREACH, window));
        if (breach > window) {
            fault("/watch/breach", "is more than the window has rounds", "write " + window + " or less");
        }
        return new WatchSpec(
                Optional.ofNullable(node.get("target")).map(JsonNode::asText),
                duration("/watch/pause", "0s"),
                duration("/watch/retry", "5s"),
                window,
                breach,
                node.path("keepMegabytes").asLong(WatchSpec.USUAL_MEGABYTES) * 1_000_000,
                Optional.ofNullable(node.get("webhook")).map(text -> secret(text.asText(), "/watch/webhook")));
    }

    private Optional<JsonNode> optional(String name) {
        return Optional.ofNullable(root.get(name));
    }

    private Target target() {
        JsonNode target = root.path("target");
        return target.has("remote") ? remote(target.get("remote")) : sandbox(target.path("sandbox"));
    }

    private Target.Sandbox sandbox(JsonNode node) {
        return new Target.Sandbox(node.isObject() ? JSON.convertValue(node, MAP) : Map.of());
    }

    private Target.Remote remote(JsonNode node) {
        JsonNode budget = node.path("budget");
        return new Target.Remote(
                uri(node.path("url").asText(), "/target/remote/url"),
                credential(node),
                Optional.ofNullable(node.get("origin")).map(JsonNode::asText),
                new Target.Budget(
                        budget.path("connections").asInt(),
                        budget.path("messages").asLong(),
                        duration("/target/remote/budget/duration", "0s"),
                        budget.path("calls").asLong(Target.Budget.CALLS),
                        budget.path("allocations").asLong(Target.Budget.ALLOCATIONS),
                        budget.has("usd") ? budget.get("usd").decimalValue() : Target.Budget.USD),
                new ServicesReader(node, this::secret, this::uri).read());
    }

    private Credential credential(JsonNode node) {
        String pointer = "/target/remote";
        if (node.has("key") == node.has("signingKey")) {
            if (node.has("key")) {
                fault(pointer + "/signingKey", "stands beside key", "keep one of them");
            } else {
                fault(pointer + "/key", "is missing", "give either key or signingKey");
            }
            return new Credential.PublishableKey(new Secret(""));
        }
        if (node.has("key")) {
            return new Credential.PublishableKey(secret(node.get("key").asText(), pointer + "/key"));
        }
        JsonNode key = node.get("signingKey");
        return new Credential.SigningKey(
                key.path("id").asText(), secret(key.path("secret").asText(), pointer + "/signingKey/secret"));
    }

    private SignallingLoad signalling(JsonNode node) {
        LoadReader load = new LoadReader(node, this::duration, this::fault);
        return load.read(size(node));
    }

    private int size(JsonNode node) {
        Optional<Integer> size = Quantities.size(node.path("payload").asText("200B"));
        if (size.isEmpty()) {
            fault("/signalling/payload", "is too large", "write 60000B or less");
        }
        return size.orElse(0);
    }

    private AgentLoad agents(JsonNode node) {
        Map<TurnPath, Integer> pairs = new TreeMap<>();
        for (TurnTransport transport : TurnTransport.values()) {
            pairs.put(TurnPath.of(transport), 0);
        }
        node.path("pairs")
                .properties()
                .forEach(entry -> TurnPath.parse(entry.getKey())
                        .ifPresent(path -> pairs.put(path, entry.getValue().asInt(0))));
        return new AgentLoad(
                pairs,
                duration("/agents/duration", "1s"),
                node.has("callLength") ? Optional.of(duration("/agents/callLength", "1s")) : Optional.empty(),
                duration("/agents/setupTimeout", "15s"),
                Quantities.rate(node.path("data").asText("5/s")).orElse(5.0),
                node.path("audio").asBoolean(true),
                Quantities.rate(node.path("setups").asText("10/s")).orElse(AgentLoad.USUAL_SETUPS),
                agentHosts(node.path("hosts")),
                turnUse(node.path("turn")),
                new MediaReader(node.path("media"), this::fault).read(),
                StatsOf.of(node.path("stats").asText(StatsOf.BOTH.label())));
    }

    private TurnUse turnUse(JsonNode node) {
        TurnUse usual = TurnUse.USUAL;
        return new TurnUse(
                TurnUse.Source.of(node.path("source").asText(usual.source().label())),
                duration("/agents/turn/ttl", "1h"),
                node.path("shared").asBoolean(usual.shared()),
                !node.path("policy").asText("relay").equals("all"),
                node.path("port53").asBoolean(usual.withPort53()));
    }

    private static AgentHosts agentHosts(JsonNode node) {
        AgentHosts usual = AgentHosts.USUAL;
        return new AgentHosts(
                node.path("count").asInt(usual.count()),
                node.path("recycleAfterPeers").asInt(usual.recycleAfterPeers()),
                node.path("recycleAtMegabytes").asLong(usual.recycleAtBytes() >> 20) << 20,
                node.path("whenLost").asText("report").equals("replace"));
    }

    /** Where each of the scenario's own limits stands among the entries of limits, which may be packs too. */
    List<Integer> limitPlaces() {
        JsonNode entries = root.path("limits");
        return IntStream.range(0, entries.size())
                .filter(i -> entries.isArray() && !entries.get(i).has("pack"))
                .boxed()
                .toList();
    }

    private List<LimitSpec> limits() {
        return limitPlaces().stream()
                .map(place -> limit(root.path("limits").get(place)))
                .toList();
    }

    private static LimitSpec limit(JsonNode node) {
        String id = node.path("id").asText();
        return new LimitSpec(
                id,
                node.path("title").asText(id),
                node.path("documented").asInt(),
                node.path("beyond").asInt(20),
                node.path("closeCode").asInt(),
                node.path("source").asText());
    }

    private List<LimitPack> packs(Target target) {
        List<LimitPack> packs = new ArrayList<>();
        for (int i = 0; i < root.path("limits").size(); i++) {
            JsonNode entry = root.path("limits").path(i);
            if (entry.has("pack")) {
                String pointer = "/limits/" + i;
                Packs.use(entry, pointer, target, faults::add).ifPresent(pack -> add(packs, pack, pointer));
            }
        }
        return packs;
    }

    private void add(List<LimitPack> packs, LimitPack pack, String pointer) {
        if (packs.stream().anyMatch(there -> there.id().equals(pack.id()))) {
            fault(pointer + "/pack", "'" + pack.id() + "' stands twice", "put both into one entry");
        }
        packs.add(pack);
    }

    private List<Expectation> expectations() {
        List<Expectation> expectations = new ArrayList<>();
        Set<List<Object>> known = new HashSet<>();
        int number = 0;
        for (JsonNode node : root.path("expectations")) {
            String pointer = "/expectations/" + number++;
            Parsed parsed = ExpectationParser.parse(node.asText());
            if (parsed instanceof Parsed.Wrong wrong) {
                fault(pointer, Wording.show(node) + " " + wrong.problem(), wrong.hint());
            } else if (parsed instanceof Parsed.Valid valid) {
                Expectation expectation = valid.expectation();
                if (!known.add(List.of(expectation.metric(), expectation.comparison(), expectation.bound()))) {
                    fault(pointer, Wording.show(node) + " stands twice", "keep one");
                }
                expectations.add(expectation);
            }
        }
        return expectations;
    }

    private InfluxTarget influx(JsonNode node) {
        InfluxTarget.Api api = node.path("api").asText("v2").equals("v1") ? InfluxTarget.Api.V1 : InfluxTarget.Api.V2;
        if (api == InfluxTarget.Api.V2) {
            Stream.of("token", "org")
                    .filter(name -> !node.has(name))
                    .forEach(name -> fault("/influx", name + " is missing", "add it; only api: v1 does without"));
        }
        return new InfluxTarget(
                api,
                uri(node.path("url").asText(), "/influx/url"),
                node.has("token") ? secret(node.path("token").asText(), "/influx/token") : new Secret(""),
                node.path("org").asText(),
                node.path("bucket").asText());
    }

    private GeneratorBounds generator() {
        return new GeneratorBounds(
                duration("/generator/scheduleLagP99", "250ms"),
                duration("/generator/gcPause", "1s"),
                Quantities.share(root.at("/generator/mediaLost").asText("1%")).orElseThrow());
    }

    /** Longer ones would overflow what is computed from them, and no run lasts that long. */
    private Duration duration(String pointer, String otherwise) {
        String text = root.at(pointer).asText(otherwise);
        Optional<Duration> duration = Quantities.duration(text).filter(read -> read.compareTo(LONGEST) <= 0);
        if (duration.isEmpty()) {
            fault(pointer, Wording.show(text) + " is too long", "write 168h or less");
        }
        return duration.orElse(Duration.ZERO);
    }

    private URI uri(String text, String pointer) {
        try {
            URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (uri.getHost() != null && uri.getUserInfo() == null && uri.getPort() <= 65_535 && uri.getPort() != 0) {
                return uri;
            }
        } catch (java.net.URISyntaxException e) {
            // Told below, together with an address that has no host.
        }
        fault(pointer, Wording.show(text) + " is not an address", "write it as scheme://host:port");
        return NOWHERE;
    }

    private Secret secret(String reference, String pointer) {
        Secrets.Resolved resolved = secrets.resolve(reference);
        if (resolved instanceof Secrets.Resolved.Missing missing) {
            fault(pointer, missing.what(), missing.hint());
            return new Secret("");
        }
        return ((Secrets.Resolved.Found) resolved).secret();
    }

    private void fault(String pointer, String what, String hint) {
        faults.add(new Fault(pointer, what, hint));
    }
}
