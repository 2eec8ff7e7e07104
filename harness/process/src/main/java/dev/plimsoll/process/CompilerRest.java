package dev.plimsoll.process;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits until this JVM's just-in-time compiler has little to do. After a rehearsal it is busy for seconds with what it has
 * seen there, on cores that the load is about to need.
 */
public final class CompilerRest {
    private static final Duration LOOK = Duration.ofMillis(250);
    /** Of one core. */
    private static final double LITTLE = 0.2;

    private CompilerRest() {}

    /** @param longest after which it goes on anyway */
    public static void await(Duration longest) throws InterruptedException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        if (compiler == null || !compiler.isCompilationTimeMonitoringSupported()) {
            return;
        }
        long deadline = System.nanoTime() + longest.toNanos();
        long before = compiler.getTotalCompilationTime();
        while (System.nanoTime() - deadline < 0) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            long now = compiler.getTotalCompilationTime();
            if (now - before < LITTLE * LOOK.toMillis()) {
                return;
            }
            before = now;
        }
    }
}
