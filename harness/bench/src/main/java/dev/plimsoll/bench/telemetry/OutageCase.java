package dev.plimsoll.bench.telemetry;

import dev.plimsoll.bench.measure.Pause;
import dev.plimsoll.bench.measure.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The server goes away in the middle of a run and comes back with what it had.
 *
 * @param minutes how long points are handed over, once warm
 * @param away minutes of these without the server
 * @param rate points a second
 * @param warmUp seconds before the minutes begin
 * @param killed whether the server is killed, and not asked to end
 */
record OutageCase(double minutes, double away, double rate, double warmUp, boolean killed) implements Case {
    /** Of the time with the server. Afterwards the upload waits up to 36 s until it tries again, then has to catch up. */
    private static final double BEFORE = 0.25;

    OutageCase {
        if (away <= 0 || away >= minutes) {
            throw new IllegalArgumentException("--away has to be more than 0 and less than --minutes");
        }
    }

    @Override
    public String title() {
        return String.format(
                "Outage: InfluxDB is %s for %.3g of %.3g minutes, %,.0f points/s by %d threads",
                killed ? "killed and away" : "away", away, minutes, rate, Producers.THREADS);
    }

    @Override
    public Optional<String> obstacle(Path folder) {
        return Influxd.obstacle();
    }

    @Override
    public List<Reading> round(int round, Path folder) throws IOException, InterruptedException {
        double before = (minutes - away) * BEFORE;
        Path points = folder.resolve("points");
        try (Influxd influxd = Influxd.start(folder.resolve("influxd"));
                Feed feed = Feed.start(
                        new FeedOrder.Feed(points.toString(), influxd.url().toString(), Influxd.DATABASE, rate),
                        folder.resolve("feed.log"))) {
            Pause.seconds(warmUp);
            feed.enter(Phase.BEFORE);
            Pause.seconds(60 * before);
            if (killed) {
                influxd.kill();
            } else {
                influxd.stop();
            }
            feed.enter(Phase.DURING);
            Pause.seconds(60 * away);
            influxd.startAgain();
            feed.enter(Phase.CATCHING_UP);
            Pause.seconds(60 * (minutes - away - before));
            FeedEvent.Fed fed = feed.end();
            List<Reading> readings = new ArrayList<>(fed.readings());
            readings.addAll(Books.of(influxd).against(fed));
            return readings;
        }
    }
}
