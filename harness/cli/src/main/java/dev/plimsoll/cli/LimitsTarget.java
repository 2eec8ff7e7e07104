package dev.plimsoll.cli;

import dev.plimsoll.cli.limits.Packs;
import dev.plimsoll.limits.facts.Fact;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.scenario.Credential;
import dev.plimsoll.model.scenario.Quantities;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.Target;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the limits of a pack are probed, as the command line says it. */
final class LimitsTarget {
    private static final String KEY_ID = "PLIMSOLL_KEY_ID";
    private static final String KEY_SECRET = "PLIMSOLL_KEY_SECRET";
    private static final String KEY = "PLIMSOLL_KEY";

    @Option(
            names = "--target",
            paramLabel = "URL|SCENARIO",
            description = "wss://host, with the key in the environment (" + KEY_ID + " and " + KEY_SECRET + ", or "
                    + KEY + "), or a scenario file, whose target is taken. The sandbox by default. Beside it, from the "
                    + "environment: " + EnvironmentServices.HELP + ".")
    private String target;

    @Option(
            names = "--max-connects",
            paramLabel = "N",
            defaultValue = "500",
            description = "Connects that a URL may be given; ${DEFAULT-VALUE} by default.")
    private int maxConnects;

    @Option(
            names = "--max-messages",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Messages that a URL may be sent; ${DEFAULT-VALUE} by default.")
    private long maxMessages;

    @Option(
            names = "--max-calls",
            paramLabel = "N",
            defaultValue = "600",
            description = "Calls that the HTTP APIs of a URL may be sent; ${DEFAULT-VALUE} by default.")
    private long maxCalls;

    @Option(
            names = "--max-allocations",
            paramLabel = "N",
            defaultValue = "200",
            description = "Allocations that the TURN servers of a URL may be asked for; ${DEFAULT-VALUE} by default.")
    private long maxAllocations;

    @Option(
            names = "--max-usd",
            paramLabel = "N",
            defaultValue = "1",
            description = "What may be charged for it, where a pack says what that is; ${DEFAULT-VALUE} by default.")
    private BigDecimal maxUsd;

    @Option(
            names = "--max-time",
            paramLabel = "TIME",
            defaultValue = "20m",
            description = "How long a URL may be probed; ${DEFAULT-VALUE} by default.")
    private String maxTime;

    /**
     * A scenario that probes a pack and does nothing else; empty if a scenario file is wrong, and then every problem was
     * printed. Where the file probes this very pack, the values that it gives hold; of another of the same id they do not.
     *
     * @param name what the pack is called, or its file
     */
    Optional<Scenario> scenario(String name, LimitPack pack, Terminal terminal, Map<String, String> environment) {
        if (target == null) {
            return Optional.of(alone(pack, new Target.Sandbox(Map.of("turn", needsTurn(pack)))));
        }
        if (target.matches("(?i)(wss?|https?)://.*")) {
            return Optional.of(alone(pack, remote(environment)));
        }
        Path file = Path.of(target);
        return ScenarioFile.load(file, terminal).map(loaded -> of(pack, loaded, ScenarioFile.probes(file, name)));
    }

    private static Scenario of(LimitPack pack, Scenario loaded, boolean probesIt) {
        List<LimitPack> used = loaded.packs().stream()
                .filter(there -> probesIt && there.id().equals(pack.id()))
                .toList();
        Scenario alone = used.isEmpty()
                ? alone(pack, loaded.target())
                : Scenario.ofPacks(pack.id(), pack.title(), loaded.target(), used);
        return loaded.influx().map(alone::withInflux).orElse(alone);
    }

    private static Scenario alone(LimitPack pack, Target at) {
        return Scenario.ofPacks(pack.id(), pack.title(), at, List.of(Packs.scaled(pack, at)));
    }

    private static boolean needsTurn(LimitPack pack) {
        EnumSet<Fact> turn = EnumSet.of(Fact.TURN, Fact.TURN_API);
        return pack.limits().stream()
                .anyMatch(limit ->
                        Packs.PROBES.of(limit.probe()).needs(limit).stream().anyMatch(turn::contains));
    }

    private Target.Remote remote(Map<String, String> environment) {
        URI url;
        try {
            url = new URI(target.replaceFirst("(?i)^http", "ws").replaceFirst("/$", ""));
        } catch (URISyntaxException e) {
            throw wrong("it cannot be read");
        }
        boolean bare = url.getHost() != null
                && url.getUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawPath().isEmpty();
        if (!bare) {
            throw wrong("it is not scheme and host alone");
        }
        Target.Budget budget = new Target.Budget(
                maxConnects,
                maxMessages,
                Quantities.duration(maxTime)
                        .orElseThrow(() -> new PlimsollException(
                                ExitCode.USAGE, "--max-time cannot be read", "write a duration, as 90s or 20m")),
                maxCalls,
                maxAllocations,
                maxUsd);
        Target.Remote remote = new Target.Remote(
                url, credential(environment), Optional.empty(), budget, new EnvironmentServices(environment).read());
        if (!remote.isLoopback() && !"wss".equals(url.getScheme())) {
            throw new PlimsollException(ExitCode.USAGE, "--target would send credentials in the clear", "write wss://");
        }
        return remote;
    }

    /** Not shown: it may hold a credential. */
    private static PlimsollException wrong(String what) {
        return new PlimsollException(ExitCode.USAGE, "--target is no address: " + what, "write it as wss://host");
    }

    private static Credential credential(Map<String, String> environment) {
        if (environment.containsKey(KEY_ID) && environment.containsKey(KEY_SECRET)) {
            return new Credential.SigningKey(environment.get(KEY_ID), new Secret(environment.get(KEY_SECRET)));
        }
        if (environment.containsKey(KEY)) {
            return new Credential.PublishableKey(new Secret(environment.get(KEY)));
        }
        throw new PlimsollException(
                ExitCode.USAGE,
                "a target that is an address needs a key",
                "export " + KEY_ID + " and " + KEY_SECRET + ", or " + KEY);
    }
}
