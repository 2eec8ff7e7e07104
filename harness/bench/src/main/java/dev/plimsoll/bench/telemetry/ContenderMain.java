package dev.plimsoll.bench.telemetry;

import com.sun.management.OperatingSystemMXBean;
import dev.plimsoll.bench.measure.Reading;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** One contender at work in a process of its own; it prints its readings and ends. */
final class ContenderMain {
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private ContenderMain() {}

    /** Arguments: contender, folder, server, points a second, seconds to warm up, seconds to measure. */
    public static void main(String[] arguments) throws InterruptedException {
        Contender contender = Contender.of(arguments[0]).orElseThrow();
        Carrier carrier = contender.open(Path.of(arguments[1]), URI.create(arguments[2]));
        Producers producers = Producers.start(carrier::carry, Double.parseDouble(arguments[3]));
        TimeUnit.SECONDS.sleep(Long.parseLong(arguments[4]));
        measure(producers, Long.parseLong(arguments[5]));
        producers.end();
        carrier.close();
        print(new Reading("dropped", "", carrier.dropped()));
        print(new Reading("handed over in all", "", producers.sent()));
        System.exit(0);
    }

    private static void measure(Producers producers, long seconds) throws InterruptedException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        producers.slice();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        long sent = producers.sent();
        TimeUnit.SECONDS.sleep(seconds);
        double elapsed = System.nanoTime() - start;
        cpu = system.getProcessCpuTime() - cpu;
        sent = producers.sent() - sent;
        Slice seen = producers.slice();
        print(new Reading("CPU", "cores", cpu / elapsed));
        print(new Reading("CPU a point", "µs", cpu / 1e3 / sent));
        print(new Reading("points", "1/s", sent * 1e9 / elapsed));
        print(new Reading("making and handing over, p50", "µs", seen.tookMicros(50)));
        print(new Reading("making and handing over, p99.9", "µs", seen.tookMicros(99.9)));
        print(new Reading("making and handing over, longest", "µs", seen.tookMicros(100)));
    }

    private static void print(Reading reading) {
        OUT.println(reading.name() + "\t" + reading.unit() + "\t" + reading.value());
    }
}
