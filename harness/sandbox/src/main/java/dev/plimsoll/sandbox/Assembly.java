package dev.plimsoll.sandbox;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.config.LiveConfig;
import dev.plimsoll.sandbox.config.SandboxConfig;
import dev.plimsoll.sandbox.config.TurnServer;
import dev.plimsoll.sandbox.connect.ConnectGate;
import dev.plimsoll.sandbox.connect.Tenants;
import dev.plimsoll.sandbox.control.ControlRoutes;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.fault.Faults;
import dev.plimsoll.sandbox.fault.Rules;
import dev.plimsoll.sandbox.hub.Hub;
import dev.plimsoll.sandbox.hub.Plan;
import dev.plimsoll.sandbox.kit.Kit;
import dev.plimsoll.sandbox.kit.KitRoutes;
import dev.plimsoll.sandbox.kit.VirtualClock;
import dev.plimsoll.sandbox.net.Backlog;
import dev.plimsoll.sandbox.net.Door;
import dev.plimsoll.sandbox.net.SandboxServer;
import dev.plimsoll.sandbox.rest.RestRoutes;
import dev.plimsoll.sandbox.turn.Coturn;
import dev.plimsoll.sandbox.turn.CredentialEnds;
import dev.plimsoll.sandbox.turn.CredentialMint;
import dev.plimsoll.sandbox.turn.IceInjection;
import dev.plimsoll.sandbox.turn.TurnApiCore;
import dev.plimsoll.sandbox.turn.TurnControl;
import dev.plimsoll.sandbox.turn.TurnKey;
import dev.plimsoll.sandbox.turn.TurnRoutes;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The parts of a sandbox, put together. It is built by the thread that starts the sandbox and belongs to the event loop
 * from then on.
 */
record Assembly(
        SandboxServer server,
        Tenants tenants,
        Service service,
        Secret controlToken,
        TurnKey turnKey,
        KitAccess kit,
        Optional<Coturn> coturn,
        Optional<CredentialEnds> credentialEnds)
        implements AutoCloseable {

    static Assembly of(SandboxConfig config, Vertx vertx) {
        SecureRandom secure = new SecureRandom();
        InstantSource clock = InstantSource.system();
        Faults faults = new Faults(config.faults());
        LiveConfig live = new LiveConfig(config);
        Rules rules = new Rules(live, faults);
        Timers timers = (delay, task) -> vertx.setTimer(Math.max(1, delay.toMillis()), timer -> task.run());
        Tenants tenants = tenants(config, rules, timers, secure);
        Optional<Coturn> coturn = config.turn()
                ? Optional.of(Coturn.start(limits(config, rules), config.faults(), secure))
                : Optional.empty();
        Optional<CredentialEnds> ends = coturn.map(running -> new CredentialEnds(running, clock));
        ConnectGate gate =
                new ConnectGate(rules, tenants, () -> UUID.randomUUID().toString());
        Backlog backlog = Backlog.ofThisJvm();
        Optional<CredentialMint> mint =
                coturn.map(running -> new CredentialMint(rules, running.secret(), ends.orElseThrow(), clock));
        Door door = new Door(
                vertx, rules, gate, new IceInjection(rules, coturn.map(Coturn::urls), mint), timers, backlog, clock);
        Service service = new Service(tenants, rules, timers, backlog, door::rejected);
        Secret controlToken = new Secret(token(secure));
        TurnKey turnKey = new TurnKey(hex(secure), new Secret(hex(secure) + hex(secure)));

        Secret kitToken = new Secret(token(secure));
        Kit kit = new Kit(
                () -> live.get().realtimeKit(),
                faults,
                new VirtualClock(clock),
                () -> UUID.randomUUID().toString(),
                kitToken,
                new Secret(token(secure)));

        List<Consumer<Router>> parts = new ArrayList<>();
        parts.add(new ControlRoutes(controlToken, live, faults, service)::mount);
        coturn.ifPresent(
                running -> parts.add(new TurnControl(vertx, running, ends.orElseThrow(), clock, secure)::mount));
        parts.add(new KitRoutes(vertx, kit)::mount);
        coturn.ifPresent(running -> parts.add(new TurnRoutes(
                new TurnApiCore(rules, turnKey, running.ports(), mint.orElseThrow(), () -> hex(secure)))::mount));
        parts.add(new RestRoutes(rules, tenants, clock)::mount);
        SandboxServer server =
                new SandboxServer(config.port(), door, () -> live.get().handshakePatience(), parts);
        return new Assembly(
                server, tenants, service, controlToken, turnKey, new KitAccess(kit.appId(), kitToken), coturn, ends);
    }

    private static Tenants tenants(SandboxConfig config, Rules rules, Timers timers, SecureRandom secure) {
        RandomGenerator seeded = new SplittableRandom(config.seed());
        List<Hub> hubs = new ArrayList<>();
        return Tenants.of(config.apps(), secure, () -> new Plan(rules, timers), plan -> {
            Hub hub = new Hub(rules, plan, System::nanoTime, timers, seeded, () -> hubs);
            hubs.add(hub);
            return hub;
        });
    }

    /** @throws PlimsollException USAGE if a fault bends a quota that is not set */
    private static TurnServer limits(SandboxConfig config, Rules rules) {
        TurnServer limits = config.turnServer();
        demand(rules, Fault.TURN_USER_QUOTA_ONE_TOO_MANY, limits.userQuota() >= 1, "turnServer.userQuota of 1 or more");
        demand(
                rules,
                Fault.TURN_TOTAL_QUOTA_ONE_TOO_FEW,
                limits.totalQuota() >= 2,
                "turnServer.totalQuota of 2 or more");
        return limits.withQuotas(
                limits.userQuota() + (rules.has(Fault.TURN_USER_QUOTA_ONE_TOO_MANY) ? 1 : 0),
                limits.totalQuota() - (rules.has(Fault.TURN_TOTAL_QUOTA_ONE_TOO_FEW) ? 1 : 0));
    }

    private static void demand(Rules rules, Fault fault, boolean met, String demanded) {
        if (rules.has(fault) && !met) {
            throw new PlimsollException(
                    ExitCode.USAGE, "the fault " + fault.id() + " has no quota to bend", "set a " + demanded);
        }
    }

    private static String token(SecureRandom random) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hex(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        credentialEnds.ifPresent(CredentialEnds::close);
        coturn.ifPresent(Coturn::close);
    }
}
