package dev.plimsoll.bench.agents;

import dev.plimsoll.bench.measure.CpuShares;
import dev.plimsoll.bench.measure.Pause;
import dev.plimsoll.bench.measure.Proc;
import dev.plimsoll.bench.measure.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * What some seconds of calls cost, and what came through.
 *
 * @param cpu of the side, coturn, the sandbox and this process
 * @param before received by all ends before it began
 * @param after at its end
 */
record Stretch(CpuShares.Use cpu, Flow before, Flow after) {
    private static final String SIDE = "side";
    private static final String COTURN = "coturn";
    private static final String SANDBOX = "sandbox";
    private static final String BENCHMARK = "this process";

    static Stretch measure(Side side, Venue venue, double seconds) throws InterruptedException {
        Map<String, DoubleSupplier> parts = new LinkedHashMap<>();
        parts.put(SIDE, () -> Proc.cpuOfTree(side.pid()).total());
        parts.put(COTURN, () -> Proc.cpuOf(venue.coturnPid()).total());
        parts.put(SANDBOX, () -> Proc.cpuOf(venue.sandboxPid()).total());
        parts.put(BENCHMARK, () -> Proc.cpuOf(ProcessHandle.current().pid()).total());
        Flow before = side.flow();
        CpuShares shares = new CpuShares(parts);
        Pause.seconds(seconds);
        return new Stretch(shares.end(), before, side.flow());
    }

    /** Of the side, in cores. */
    double sideCores() {
        return cpu.of(SIDE);
    }

    /** Of what the calls should have brought, in percent. */
    double received(CallKind kind) {
        return after.receivedSince(before, kind);
    }

    /** What ran beside the side. */
    List<Reading> beside() {
        return List.of(
                new Reading("coturn's CPU", "cores", cpu.of(COTURN)),
                new Reading("the sandbox's CPU", "cores", cpu.of(SANDBOX)),
                new Reading("this process's CPU", "cores", cpu.of(BENCHMARK)),
                new Reading("everything else's CPU", "cores", cpu.others()));
    }
}
