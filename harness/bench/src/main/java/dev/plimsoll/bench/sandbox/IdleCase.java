package dev.plimsoll.bench.sandbox;

import dev.plimsoll.bench.measure.CpuWindow;
import dev.plimsoll.bench.measure.Proc;
import dev.plimsoll.bench.measure.Reading;
import dev.plimsoll.bench.measure.SandboxProcess;
import dev.plimsoll.bench.measure.Stopwatch;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Connections that do nothing but be subscribed and answer pings: what does one cost? */
record IdleCase(int connections) implements Case {
    private static final int PER_CHANNEL = 10;
    /** The server pings each connection every 30 s. */
    private static final int HOLD_SECONDS = 33;

    @Override
    public String id() {
        return "idle";
    }

    @Override
    public String title() {
        return String.format("Idle: %,d connections, %d a channel, pinged every 30 s", connections, PER_CHANNEL);
    }

    @Override
    public List<Reading> round(SandboxProcess sandbox, Stopwatch times) throws IOException, InterruptedException {
        sandbox.collectGarbage();
        long before = Proc.residentBytesOf(sandbox.pid());
        try (Crowd crowd = new Crowd(sandbox, connections, n -> "bench/" + n / PER_CHANNEL, Crowd.Traffic.NONE)) {
            times.begin(Instant.now());
            long startNanos = System.nanoTime();
            int open = crowd.open().size();
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            times.end(Instant.now());
            CpuWindow window =
                    new CpuWindow(sandbox.pid(), ProcessHandle.current().pid());
            TimeUnit.SECONDS.sleep(HOLD_SECONDS);
            CpuWindow.Use cpu = window.end();
            long after = Proc.residentBytesOf(sandbox.pid());
            sandbox.collectGarbage();
            long collected = Proc.residentBytesOf(sandbox.pid());
            crowd.check();
            return List.of(
                    new Reading("connections open and subscribed", "", open),
                    new Reading("connects", "1/s", open / seconds),
                    new Reading("pings answered", "", crowd.pings()),
                    new Reading("resident before", "MB", before / 1e6),
                    new Reading("resident with connections", "MB", after / 1e6),
                    new Reading("resident with connections, after GC", "MB", collected / 1e6),
                    new Reading("resident a connection", "kB", (after - before) / 1e3 / open),
                    new Reading("resident a connection, after GC", "kB", (collected - before) / 1e3 / open),
                    new Reading("sandbox CPU while idle", "cores", cpu.sandbox()),
                    new Reading("everything else's CPU while idle", "cores", cpu.others() + cpu.generator()));
        }
    }
}
