package dev.plimsoll.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Waits until this JVM's just-in-time compiler has little to do. After a rehearsal it is busy for seconds with what it has
 * seen there, on cores that the load is about to need. It is asked for by the CPU time of its threads, for the JVM's own
 * figure counts a method when it is done, and some take seconds.
 */
public final class CompilerRest {
    /** After which it goes on anyway. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final Duration LOOK = Duration.ofMillis(250);
    /** Of one core. */
    private static final double LITTLE = 0.2;
    /** One quiet look may be a moment in which the compilers' threads had to wait. */
    private static final int QUIET_LOOKS = 2;

    private final Supplier<OptionalLong> cpuNanos;
    private final Duration look;
    private final Duration longest;

    CompilerRest(Supplier<OptionalLong> cpuNanos, Duration look, Duration longest) {
        this.cpuNanos = cpuNanos;
        this.look = look;
        this.longest = longest;
    }

    /** Waits for half a second at least and twenty at most; not at all where the system does not tell. */
    public static void await() throws InterruptedException {
        new CompilerRest(CompilerRest::compilersCpuNanos, LOOK, LONGEST).awaitQuiet();
    }

    void awaitQuiet() throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        OptionalLong before = cpuNanos.get();
        int quiet = 0;
        while (before.isPresent() && quiet < QUIET_LOOKS && System.nanoTime() - deadline < 0) {
            TimeUnit.NANOSECONDS.sleep(look.toNanos());
            OptionalLong now = cpuNanos.get();
            boolean busy = now.orElse(0) - before.getAsLong() > LITTLE * look.toNanos();
            quiet = busy ? 0 : quiet + 1;
            before = now;
        }
    }

    /** Of all compiler threads together; proc(5) describes the files. */
    static OptionalLong compilersCpuNanos() {
        long nanos = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                nanos += isCompiler(thread) ? cpuNanos(thread) : 0;
            }
        } catch (IOException e) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(nanos);
    }

    private static boolean isCompiler(Path thread) throws IOException {
        String name = Files.readString(thread.resolve("comm"));
        return name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler");
    }

    private static long cpuNanos(Path thread) throws IOException {
        String times = Files.readString(thread.resolve("schedstat"));
        return Long.parseLong(times.substring(0, times.indexOf(' ')));
    }
}
