package dev.plimsoll.bench.live;

import dev.plimsoll.bench.measure.CpuShares;
import dev.plimsoll.bench.measure.Pause;
import dev.plimsoll.bench.measure.Proc;
import dev.plimsoll.bench.measure.Reading;
import dev.plimsoll.bench.measure.SandboxProcess;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * One audience's turn.
 *
 * @param page CPU of the threads that serve the page, percent of a core
 * @param compilers of the just-in-time compiler's threads, which no audience is to blame for, percent of a core
 * @param load of all other threads of the run's process, percent of a core
 * @param others readings that say whether the turns can be compared
 */
record Turn(double page, double compilers, double load, List<Reading> others) {
    private static final List<String> PAGE_THREADS = List.of("plimsoll-live", "vert.x", "vertx");
    private static final List<String> COMPILERS = List.of("C1 Compiler", "C2 Compiler");
    private static final long FIRST_UPDATE_SECONDS = 10;

    /** @param settle seconds before what is measured */
    static Turn of(LookedAtRun run, Audience audience, double settle, double seconds)
            throws IOException, InterruptedException {
        if (audience == Audience.NO_PAGE) {
            return lookOn(run, URI.create(""), 0, settle, seconds);
        }
        Turn turn = lookOn(run, run.show(), audience.browsers(), settle, seconds);
        if (run.hide() > 0) {
            throw new IllegalStateException("the page had no room for some points");
        }
        return turn;
    }

    private static Turn lookOn(LookedAtRun run, URI page, int count, double settle, double seconds)
            throws IOException, InterruptedException {
        try (Browsers browsers = Browsers.open(page, count)) {
            browsers.await(FIRST_UPDATE_SECONDS);
            Pause.seconds(settle);
            return measure(run, browsers, seconds);
        }
    }

    private static Turn measure(LookedAtRun run, Browsers browsers, double seconds)
            throws IOException, InterruptedException {
        SandboxProcess.State before = run.sandbox().state();
        List<Long> updates = browsers.updates();
        CpuShares shares = new CpuShares(parts(run));
        Pause.seconds(seconds);
        CpuShares.Use use = shares.end();
        SandboxProcess.State after = run.sandbox().state();
        double fewest = updates.isEmpty() ? 0 : browsers.updates().get(0) - updates.get(0);
        return new Turn(
                100 * use.of("page"),
                100 * use.of("compilers"),
                100 * use.of("load"),
                List.of(
                        new Reading("connections", "", after.open()),
                        new Reading("publishes", "1/s", (after.published() - before.published()) / use.seconds()),
                        new Reading("deliveries", "1/s", (after.deliveries() - before.deliveries()) / use.seconds()),
                        new Reading("updates that a browser got, fewest", "1/s", fewest / use.seconds()),
                        new Reading("sandbox", "cores", use.of("sandbox")),
                        new Reading("browsers", "cores", use.of("browsers")),
                        new Reading("everything else", "cores", use.others())));
    }

    private static Map<String, DoubleSupplier> parts(LookedAtRun run) {
        long pid = run.pid();
        DoubleSupplier page = () -> Proc.cpuOfThreads(pid, PAGE_THREADS);
        DoubleSupplier compilers = () -> Proc.cpuOfThreads(pid, COMPILERS);
        Map<String, DoubleSupplier> parts = new LinkedHashMap<>();
        parts.put("page", page);
        parts.put("compilers", compilers);
        parts.put("load", () -> Proc.cpuOf(pid).total() - page.getAsDouble() - compilers.getAsDouble());
        parts.put("sandbox", () -> Proc.cpuOf(run.sandbox().pid()).total());
        parts.put("browsers", () -> Proc.cpuOf(ProcessHandle.current().pid()).total());
        return parts;
    }

    /** What the run's process took, but for what the compiler did. */
    double inAll() {
        return page + load;
    }
}
