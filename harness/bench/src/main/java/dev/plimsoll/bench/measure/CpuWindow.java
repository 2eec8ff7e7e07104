package dev.plimsoll.bench.measure;

/** What a stretch of time cost: the sandbox, the generator, and everything else on the machine. */
public final class CpuWindow {
    private final long sandboxPid;
    private final long generatorPid;
    private final long startNanos = System.nanoTime();
    private final Proc.Cpu sandbox;
    private final Proc.Cpu generator;
    private final double machine;

    public CpuWindow(long sandboxPid, long generatorPid) {
        this.sandboxPid = sandboxPid;
        this.generatorPid = generatorPid;
        this.sandbox = Proc.cpuOf(sandboxPid);
        this.generator = Proc.cpuOf(generatorPid);
        this.machine = Proc.machineBusy();
    }

    /**
     * In cores: 1.0 is one core all the time.
     *
     * @param others whatever else ran on the machine; well above zero, it disturbed the round
     */
    public record Use(double seconds, double sandboxUser, double sandboxSystem, double generator, double others) {
        public double sandbox() {
            return sandboxUser + sandboxSystem;
        }
    }

    public Use end() {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        Proc.Cpu sandboxUse = Proc.cpuOf(sandboxPid).since(sandbox);
        double generatorUse = Proc.cpuOf(generatorPid).since(generator).total();
        double others = Proc.machineBusy() - machine - sandboxUse.total() - generatorUse;
        return new Use(
                seconds,
                sandboxUse.user() / seconds,
                sandboxUse.system() / seconds,
                generatorUse / seconds,
                Math.max(0, others / seconds));
    }
}
