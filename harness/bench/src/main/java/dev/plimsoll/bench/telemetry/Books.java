package dev.plimsoll.bench.telemetry;

import dev.plimsoll.bench.measure.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What was accepted, held against what InfluxDB has. It has one point for each series and time, so that one that is sent
 * twice counts once; one that came out of the spool with another time or in another series would count twice.
 *
 * @param stored points that it has
 * @param packetsSent the sum of that field over them, by which points with wrong contents show
 */
record Books(long stored, double packetsSent) {
    private static final String FROM = " FROM webrtc_pair";

    static Books of(Influxd influxd) throws IOException, InterruptedException {
        return new Books(
                Math.round(influxd.number("SELECT count(rtt_ms)" + FROM)),
                influxd.number("SELECT sum(packets_sent)" + FROM));
    }

    List<Reading> against(FeedEvent.Fed fed) {
        List<Reading> readings = new ArrayList<>();
        readings.add(new Reading("accepted in all", "", fed.accepted()));
        readings.add(new Reading("in InfluxDB, counted by a query", "", stored));
        readings.add(new Reading("lost of those accepted", "", Math.max(0, fed.accepted() - stored)));
        readings.add(new Reading("twice in InfluxDB", "", Math.max(0, stored - fed.accepted())));
        if (fed.dropped() == 0) {
            readings.add(new Reading("sum of a field, off by", "", Math.abs(packetsSent - fed.packetsSent())));
        }
        return readings;
    }
}
