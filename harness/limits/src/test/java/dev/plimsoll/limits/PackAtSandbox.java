package dev.plimsoll.limits;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.plimsoll.limits.facts.ConnectRate;
import dev.plimsoll.limits.facts.Credentials;
import dev.plimsoll.limits.facts.QuotaGauge;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.pack.PackReader;
import dev.plimsoll.limits.pack.PackScaling;
import dev.plimsoll.limits.stage.Purse;
import dev.plimsoll.limits.stage.Surroundings;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.limit.Cost;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.scenario.Credential;
import dev.plimsoll.model.scenario.SourceAddresses;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfig;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.connect.AppKeys;
import dev.plimsoll.sandbox.turn.Coturn;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A shipped pack at a sandbox of its own, both scaled as scenarios/limits-scaled.yaml says. For one thread. */
public final class PackAtSandbox implements AutoCloseable {
    private static final Path SCENARIO = Path.of("../../scenarios/limits-scaled.yaml");
    private static final Set<String> PACKS_WITH_TURN = Set.of("coturn", "cloudflare-turn");
    private static final int MOST_RETRIES = 4;
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    /** Shorter still, for many probes of one limit each, some of which wait in vain. */
    private static final String HURRY = "connectWindow: 2s, connectsPerIp: 12, restWindow: 2s, ";

    private static final Map<String, Map<String, Object>> IMPATIENT = Map.of(
            "connects-per-address", Map.of("recovers", "2s"),
            "token-expiry", Map.of("life", "2s", "rounds", 2),
            "welcome-of-tokens", Map.of(Limit.VALUE, 2),
            "welcome-of-keys", Map.of(Limit.VALUE, 2));

    private final SandboxConfig config;
    private final Sandbox sandbox;
    private final ConnectRate connectRate;
    private final LimitPack pack;
    private final SignallingMeter meter = new SignallingMeter();
    private final Purse purse = Purse.bottomless();
    private final List<String> overdrafts = new ArrayList<>();
    private SourceAddresses sources = SourceAddresses.parse("127.0.0.2-127.0.0.21");
    private final long started = System.nanoTime();
    private Duration lasts = Duration.ofMinutes(10);
    private boolean controlled = true;
    private Optional<String> origin = Optional.empty();

    private PackAtSandbox(SandboxConfig config, LimitPack pack) {
        this.config = config;
        this.connectRate = new ConnectRate(config.connectsPerIp(), config.connectWindow());
        this.sandbox = Sandbox.start(config);
        this.pack = pack;
    }

    /** @param settings beside those of the scenario, as YAML between braces; may be empty */
    public static PackAtSandbox asScaled(String pack, String settings) {
        return start(pack, settings, Map.of());
    }

    /** @param settings beside those of the scenario, as YAML between braces; may be empty */
    public static PackAtSandbox inAHurry(String pack, String settings) {
        return start(pack, HURRY + settings, IMPATIENT);
    }

    private static PackAtSandbox start(String name, String settings, Map<String, Map<String, Object>> values) {
        ObjectNode said = (ObjectNode) yaml(SCENARIO.toFile());
        ObjectNode target = (ObjectNode) said.at("/target/sandbox");
        boolean turn = PACKS_WITH_TURN.contains(name);
        target.put("turn", turn).put("turnInjection", turn ? "coturn" : "static");
        target.setAll((ObjectNode) yaml("{" + settings + "}"));
        SandboxConfig config = SandboxConfigReader.read(target);
        LimitPack pack = PackScaling.bySettings(
                        shipped(name), JSON.convertValue(SandboxConfigReader.write(config), MAP))
                .map(limit -> with(limit, scenarioValues(said, name, limit.id())))
                .map(limit -> with(limit, values.getOrDefault(limit.id(), Map.of())));
        return new PackAtSandbox(config, pack);
    }

    private static LimitPack shipped(String name) {
        PackReader.Loaded loaded = new PackReader(Probes.shipped()).find(name);
        if (loaded instanceof PackReader.Loaded.Valid valid) {
            return valid.pack();
        }
        throw new AssertionError(((PackReader.Loaded.Invalid) loaded).problems().toString());
    }

    private static Map<String, Object> scenarioValues(JsonNode scenario, String pack, String limit) {
        for (JsonNode entry : scenario.at("/limits")) {
            JsonNode values = entry.path("values").path(limit);
            if (entry.path("pack").asText().equals(pack) && values.isObject()) {
                return JSON.convertValue(values, MAP);
            }
        }
        return Map.of();
    }

    private static Limit with(Limit limit, Map<String, Object> values) {
        Limit changed = limit;
        for (Map.Entry<String, Object> value : values.entrySet()) {
            changed = PackScaling.by(changed, value.getKey(), value.getValue());
        }
        return changed;
    }

    private static JsonNode yaml(Object source) {
        try {
            return source instanceof File file ? YAML.readTree(file) : YAML.readTree(source.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PackAtSandbox withOneAddress() {
        sources = SourceAddresses.ANY;
        return this;
    }

    public PackAtSandbox withoutControl() {
        controlled = false;
        return this;
    }

    /** The run ends so long after now. */
    public PackAtSandbox lasting(Duration time) {
        lasts = time.plusNanos(System.nanoTime() - started);
        return this;
    }

    public PackAtSandbox withOrigin(String own) {
        origin = Optional.of(own);
        return this;
    }

    public SignallingMeter meter() {
        return meter;
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    public Limit limit(String id) {
        return pack.only(List.of(id)).limits().get(0);
    }

    public LimitVerdict probe(String id) {
        return probe(limit(id));
    }

    public LimitVerdict probe(Limit limit) {
        return runner().run(limit);
    }

    /** Again where it was INVALID: this machine was too busy to tell, which says nothing of the probe. */
    public LimitVerdict decided(String id) {
        return decided(limit(id), probe(id));
    }

    public List<LimitVerdict> probeAll() {
        PackRunner runner = runner();
        return pack.limits().stream()
                .map(limit -> decided(limit, probe(limit, runner)))
                .toList();
    }

    /** At a sandbox where the first attempt has not used anything up. */
    private LimitVerdict decided(Limit limit, LimitVerdict first) {
        LimitVerdict found = first;
        for (int again = 0; again < MOST_RETRIES && found.verdict() == Verdict.INVALID; again++) {
            try (PackAtSandbox fresh = again()) {
                found = fresh.probe(limit);
            }
        }
        return found;
    }

    private PackAtSandbox again() {
        PackAtSandbox fresh = new PackAtSandbox(config, pack);
        fresh.sources = sources;
        fresh.controlled = controlled;
        fresh.origin = origin;
        return fresh;
    }

    private LimitVerdict probe(Limit limit, PackRunner runner) {
        Map<Purse.Coin, Long> before = taken();
        LimitVerdict verdict = runner.run(limit);
        Cost planned = new PackPlanner(Probes.shipped()).cost(limit, target());
        Map<Purse.Coin, Long> most = Map.of(
                Purse.Coin.CONNECTS, planned.connects(),
                Purse.Coin.MESSAGES, planned.messages(),
                Purse.Coin.CALLS, planned.restCalls(),
                Purse.Coin.ALLOCATIONS, planned.allocations());
        taken().forEach((coin, now) -> {
            if (now - before.get(coin) > most.get(coin)) {
                overdrafts.add(limit.id() + " took " + (now - before.get(coin)) + " " + coin + ", planned were "
                        + most.get(coin));
            }
        });
        return verdict;
    }

    private Map<Purse.Coin, Long> taken() {
        return Arrays.stream(Purse.Coin.values()).collect(Collectors.toMap(Function.identity(), purse::taken));
    }

    /** What took more than its plan said, in sentences. */
    public List<String> overdrafts() {
        return overdrafts;
    }

    private PackRunner runner() {
        return new PackRunner(Probes.shipped(), surroundings(), any -> {});
    }

    private Surroundings surroundings() {
        return new Surroundings(
                target(), QuotaGauge.unknown(), meter, InstantSource.system(), System::nanoTime, this::pause, purse);
    }

    private void pause(Duration duration) throws InterruptedException {
        Duration left = lasts.minusNanos(System.nanoTime() - started);
        TimeUnit.NANOSECONDS.sleep(left.compareTo(duration) < 0 ? Math.max(0, left.toNanos()) : duration.toNanos());
        if (left.compareTo(duration) < 0 || left.isNegative()) {
            throw new InterruptedException("the run is to end");
        }
    }

    private TargetFacts target() {
        AppKeys keys = sandbox.keys();
        return new TargetFacts(
                Optional.of(
                        new TargetFacts.Signalling(new Endpoint(sandbox.url()), credentials(keys), origin, otherApp())),
                Optional.of(new TargetFacts.Rest(
                        sandbox.httpUrl(),
                        new Secret(keys.keyId() + ":" + keys.secret().reveal()))),
                sandbox.coturn().map(Coturn::urls).map(urls -> TargetFacts.Turn.withoutCredential(urls, true)),
                sandbox.turnKey().map(key -> new TargetFacts.TurnApi(sandbox.httpUrl(), key.id(), key.secret())),
                Optional.of(new TargetFacts.Kit(
                        sandbox.httpUrl(),
                        "sandbox",
                        sandbox.realtimeKit().appId(),
                        sandbox.realtimeKit().apiToken())),
                sources,
                connectRate,
                true,
                controlled
                        ? Optional.of(new TargetFacts.Control(sandbox.httpUrl(), sandbox.controlToken()))
                        : Optional.empty());
    }

    private Optional<Credentials> otherApp() {
        return sandbox.allKeys().values().stream().skip(1).findFirst().map(PackAtSandbox::credentials);
    }

    private static Credentials credentials(AppKeys keys) {
        return new Credentials(
                Optional.of(new Credential.SigningKey(keys.keyId(), keys.secret())),
                Optional.of(new Secret(keys.publishable())),
                InstantSource.system());
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
