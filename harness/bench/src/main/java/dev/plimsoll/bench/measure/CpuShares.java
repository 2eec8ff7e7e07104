package dev.plimsoll.bench.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** What a stretch of time cost several parts of the machine's work, and everything else on it. */
public final class CpuShares {
    private final Map<String, DoubleSupplier> parts;
    private final long startNanos = System.nanoTime();
    private final Map<String, Double> before;
    private final double machine;

    /** @param parts the CPU seconds that each has used; no process may be in two of them */
    public CpuShares(Map<String, DoubleSupplier> parts) {
        this.parts = new LinkedHashMap<>(parts);
        this.before = cpu();
        this.machine = Proc.machineBusy();
    }

    /**
     * In cores: 1.0 is one core all the time.
     *
     * @param others whatever else ran on the machine; well above zero, it disturbed the round
     */
    public record Use(double seconds, Map<String, Double> cores, double others) {
        public double of(String name) {
            return cores.get(name);
        }
    }

    public Use end() {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        Map<String, Double> cores = new LinkedHashMap<>();
        cpu().forEach((name, used) -> cores.put(name, (used - before.get(name)) / seconds));
        double known = cores.values().stream().mapToDouble(Double::doubleValue).sum();
        return new Use(seconds, cores, Math.max(0, (Proc.machineBusy() - machine) / seconds - known));
    }

    private Map<String, Double> cpu() {
        Map<String, Double> cpu = new LinkedHashMap<>();
        parts.forEach((name, used) -> cpu.put(name, used.getAsDouble()));
        return cpu;
    }
}
