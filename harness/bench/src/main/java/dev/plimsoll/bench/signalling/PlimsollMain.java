package dev.plimsoll.bench.signalling;

import java.io.IOException;
import java.nio.file.Path;

/** Plimsoll's load as a run carries it out, with its meter, its ledger and its seconds. */
final class PlimsollMain {
    private PlimsollMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PlimsollLoad load = new PlimsollLoad(Assignment.ofThisProcess(), Path.of(arguments[0]));
        load.rehearse();
        Cue.await();
        load.carryOut(point -> {}).print();
        System.exit(0);
    }
}
