package dev.plimsoll.simulations.dsl;

import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.simulations.engine.InProcessGatling;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.Simulation;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A simulation that a test writes: some users, what they do, and what must hold in Gatling's report. */
final class Script {
    private static volatile Script current;

    private final SignallingProtocolBuilder service;
    private final Queue<String> noted = new ConcurrentLinkedQueue<>();
    private ChainBuilder chain;
    private List<Assertion> assertions;
    private int users = 1;

    private Script(SignallingProtocolBuilder service) {
        this.service = service;
    }

    static Script on(Sandbox sandbox) {
        return new Script(Signalling.server(sandbox.url().toString())
                .signedBy(sandbox.keys().keyId(), sandbox.keys().secret().reveal()));
    }

    static Script on(SignallingProtocolBuilder service) {
        return new Script(service);
    }

    Script users(int count) {
        users = count;
        return this;
    }

    /** A step that notes a session attribute for the test to see. */
    ChainBuilder note(String attribute) {
        return CoreDsl.exec(session -> {
            noted.add(String.valueOf(session.<Object>get(attribute)));
            return session;
        });
    }

    List<String> noted() {
        return List.copyOf(noted);
    }

    /** Whether everything that must hold in the report did. */
    boolean play(Path results, ChainBuilder steps, Assertion... mustHold) {
        chain = steps;
        assertions = List.of(mustHold);
        current = this;
        return InProcessGatling.run(Scripted.class, results) == 0;
    }

    /** Made by Gatling. */
    public static final class Scripted extends Simulation {
        public Scripted() {
            Script script = current;
            setUp(CoreDsl.scenario("script").exec(script.chain).injectOpen(CoreDsl.atOnceUsers(script.users)))
                    .protocols(script.service)
                    .assertions(script.assertions);
        }
    }
}
