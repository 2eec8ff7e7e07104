package dev.plimsoll.bench.telemetry;

import dev.plimsoll.bench.measure.Pause;
import dev.plimsoll.bench.measure.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The disk under the spool is full for a while.
 *
 * @param full seconds for which it takes nothing
 * @param around seconds before, and again after
 * @param rate points a second
 * @param warmUp seconds before that
 */
record DiskCase(double full, double around, double rate, double warmUp) implements Case {
    /** More than a point of the benchmark takes in the spool, compressed. */
    private static final double BYTES_A_POINT = 100;

    private static final long LEAST_BYTES = 64L << 20;

    @Override
    public String title() {
        return String.format(
                "Disk: full for %.3g s, %.3g s before and after, %,.0f points/s by %d threads",
                full, around, rate, Producers.THREADS);
    }

    @Override
    public Optional<String> obstacle(Path folder) throws IOException, InterruptedException {
        Optional<String> ofServer = Influxd.obstacle();
        return ofServer.isPresent() ? ofServer : SmallDisk.obstacle(folder);
    }

    private long bytes() {
        double seconds = warmUp + around + full + around;
        return LEAST_BYTES + (long) (BYTES_A_POINT * rate * seconds);
    }

    @Override
    public List<Reading> round(int round, Path folder) throws IOException, InterruptedException {
        Path mount = Files.createDirectory(folder.resolve("disk"));
        try (SmallDisk disk = SmallDisk.mount(mount, bytes());
                Influxd influxd = Influxd.start(folder.resolve("influxd"));
                Feed feed = Feed.start(
                        new FeedOrder.Feed(
                                disk.path().resolve("points").toString(),
                                influxd.url().toString(),
                                Influxd.DATABASE,
                                rate),
                        folder.resolve("feed.log"))) {
            Pause.seconds(warmUp);
            feed.enter(Phase.BEFORE);
            Pause.seconds(around);
            disk.fill();
            feed.enter(Phase.DURING);
            Pause.seconds(full);
            disk.free();
            feed.enter(Phase.CATCHING_UP);
            Pause.seconds(around);
            FeedEvent.Fed fed = feed.end();
            List<Reading> readings = new ArrayList<>(fed.readings());
            readings.addAll(Books.of(influxd).against(fed));
            return readings;
        }
    }
}
