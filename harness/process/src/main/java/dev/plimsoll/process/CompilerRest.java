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
    /** After which it goes on anyway. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private static final Duration LOOK = Duration.ofMillis(250);
    /** Of one core. */
    private static final double LITTLE = 0.2;

    private CompilerRest() {}

    /** Waits some seconds at most. */
    public static void await() throws InterruptedException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        if (compiler == null || !compiler.isCompilationTimeMonitoringSupported()) {
            return;
        }
        long deadline = System.nanoTime() + LONGEST.toNanos();
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
