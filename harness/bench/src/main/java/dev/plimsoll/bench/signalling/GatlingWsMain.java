package dev.plimsoll.bench.signalling;

import dev.plimsoll.model.result.Percentiles;
import dev.plimsoll.simulations.engine.InProcessGatling;
import java.io.IOException;
import java.nio.file.Path;

/** The job with Gatling's own WebSocket support. */
final class GatlingWsMain {
    private GatlingWsMain() {}

    public static void main(String[] arguments) throws IOException {
        Cue.await();
        InProcessGatling.run(GatlingWsSimulation.class, Path.of(arguments[0]));
        new Outcome(0, 0, 0, 0, 0, 0, 0, 0, Percentiles.NONE, Percentiles.NONE, Percentiles.NONE, Percentiles.NONE)
                .print();
        System.exit(0);
    }
}
