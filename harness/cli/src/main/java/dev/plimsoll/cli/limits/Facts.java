package dev.plimsoll.cli.limits;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.limits.facts.ConnectRate;
import dev.plimsoll.limits.facts.Credentials;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.Credential;
import dev.plimsoll.model.scenario.RemoteServices;
import dev.plimsoll.model.scenario.SourceAddresses;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.sandbox.config.SandboxConfig;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.control.SandboxEvent;
import dev.plimsoll.signalling.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What probes may know of a scenario's target. */
public final class Facts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    /** Apart from the load's usual ones, so that a service which counts by address does not mix them up. */
    private static final SourceAddresses LOOPBACK = SourceAddresses.parse("127.0.7.1-127.0.7.40");

    private static final SandboxEvent.Keys UNMADE = new SandboxEvent.Keys("to be made", "to be made", "to be made");

    private Facts() {}

    /** Of a target that need not run yet: what there will be, not where it is. */
    public static TargetFacts expected(Target target, InstantSource clock) {
        if (target instanceof Target.Remote remote) {
            return of(remote, clock);
        }
        Target.Sandbox sandbox = (Target.Sandbox) target;
        return of(
                new SandboxEvent.Ready(
                        "ws://127.0.0.1",
                        config(sandbox).apps().stream().map(app -> UNMADE).toList(),
                        "",
                        sandbox.turn() ? new SandboxEvent.Turn(0, List.of(), "to be made", "to be made") : null,
                        new SandboxEvent.Kit("app", "to be made")),
                sandbox,
                clock);
    }

    /** Of a sandbox that runs. */
    public static TargetFacts of(SandboxEvent.Ready ready, Target.Sandbox target, InstantSource clock) {
        SandboxConfig config = config(target);
        URI http = URI.create(ready.url().replaceFirst("^ws", "http"));
        Optional<SandboxEvent.Turn> turn = Optional.ofNullable(ready.turn());
        return new TargetFacts(
                Optional.of(new TargetFacts.Signalling(
                        new Endpoint(URI.create(ready.url())),
                        credentials(ready.keys(), clock),
                        Optional.empty(),
                        ready.apps().stream().skip(1).findFirst().map(keys -> credentials(keys, clock)))),
                Optional.of(
                        rest(http, ready.keys().id(), new Secret(ready.keys().secret()))),
                turn.map(there -> TargetFacts.Turn.withoutCredential(there.urls(), true)),
                turn.map(there -> new TargetFacts.TurnApi(http, there.keyId(), new Secret(there.keySecret()))),
                Optional.of(new TargetFacts.Kit(
                        http,
                        "sandbox",
                        ready.kit().appId(),
                        new Secret(ready.kit().apiToken()))),
                usable(LOOPBACK),
                new ConnectRate(config.connectsPerIp(), config.connectWindow()),
                true,
                Optional.of(new TargetFacts.Control(http, new Secret(ready.controlToken()))));
    }

    public static TargetFacts of(Target.Remote target, InstantSource clock) {
        URI http = URI.create(target.url().toString().replaceFirst("^ws", "http"));
        RemoteServices services = target.services();
        Optional<Credential.SigningKey> signing =
                target.credential() instanceof Credential.SigningKey key ? Optional.of(key) : Optional.empty();
        Optional<Secret> publishable = target.credential() instanceof Credential.PublishableKey key
                ? Optional.of(key.key())
                : Optional.empty();
        return new TargetFacts(
                Optional.of(new TargetFacts.Signalling(
                        new Endpoint(target.url()), new Credentials(signing, publishable, clock), target.origin())),
                signing.map(key -> rest(http, key.id(), key.secret())),
                services.turn()
                        .map(turn -> new TargetFacts.Turn(
                                turn.urls(), turn.username(), turn.credential(), turn.sharedSecret(), false)),
                services.turnApi().map(api -> new TargetFacts.TurnApi(api.base(), api.keyId(), api.secret())),
                services.realtimeKit()
                        .map(kit -> new TargetFacts.Kit(kit.base(), kit.account(), kit.app(), kit.token())),
                target.isLoopback() ? usable(LOOPBACK) : SourceAddresses.ANY,
                ConnectRate.DOCUMENTED,
                false);
    }

    /** Every setting of a sandbox by name, those that a scenario does not name included. */
    static Map<String, Object> settings(Target.Sandbox target) {
        return JSON.convertValue(SandboxConfigReader.write(config(target)), MAP);
    }

    private static SandboxConfig config(Target.Sandbox target) {
        return SandboxConfigReader.read(JSON.valueToTree(target.settings()));
    }

    private static Credentials credentials(SandboxEvent.Keys keys, InstantSource clock) {
        return new Credentials(
                Optional.of(new Credential.SigningKey(keys.id(), new Secret(keys.secret()))),
                Optional.of(new Secret(keys.publishable())),
                clock);
    }

    private static TargetFacts.Rest rest(URI http, String keyId, Secret secret) {
        return new TargetFacts.Rest(http, new Secret(keyId + ":" + secret.reveal()));
    }

    /** Not every system has the whole of 127.0.0.0/8. */
    private static SourceAddresses usable(SourceAddresses sources) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(sources.addresses().get(0), 0));
            return sources;
        } catch (IOException notOurs) {
            return SourceAddresses.ANY;
        }
    }
}
