package dev.plimsoll.bench.signalling;

import dev.plimsoll.bench.measure.CpuWindow;
import dev.plimsoll.bench.measure.Reading;
import java.io.IOException;
import java.util.List;

/** The comparisons: what a connection, a publish and a delivery cost, beside a client that does nothing else. */
final class Cases {
    private static final int WARM_UP_SECONDS = 30;
    private static final int MEASURED_SECONDS = 12;
    /** A contender's end may be later than its plan, if its start was. */
    private static final int SLACK_SECONDS = 10;

    private static final int HELD_SECONDS = 15;
    private static final int HOLD_SECONDS = WARM_UP_SECONDS + MEASURED_SECONDS + SLACK_SECONDS;
    private static final List<Contender> TO_NETTY = List.of(Contender.PLIMSOLL, Contender.NETTY);

    private Cases() {}

    static Case opening() {
        int connections = 19_000;
        return new Comparison(
                "open",
                "Opening: 19,000 connections, 2,000 a second, each connects and subscribes to a channel of its own",
                Job.held(connections, connections, 2_000, HELD_SECONDS, 0),
                TO_NETTY,
                round -> {
                    Round.Stretch stretch = round.measureUntilOpen(connections);
                    return readings(
                            stretch,
                            "CPU to open a connection",
                            stretch.counted().accepted());
                });
    }

    static Case passing() {
        double perSecond = 500;
        double stay = 2;
        return new Comparison(
                "pass",
                "Passing: 500 connections a second, each connects, subscribes, stays for 2 s and closes",
                Job.passing(perSecond, stay, HOLD_SECONDS),
                TO_NETTY,
                round -> {
                    round.measure(stay + WARM_UP_SECONDS);
                    Round.Stretch stretch = round.measureInDetail(MEASURED_SECONDS);
                    return readings(
                            stretch,
                            "CPU to open and close a connection",
                            stretch.counted().accepted());
                });
    }

    static Case publishing() {
        return publishing(
                "publish",
                "Publishing: 2,000 connections, each alone in its channel, 8,000 publishes/s and their acks",
                8_000,
                TO_NETTY);
    }

    static Case againstGatlingWs() {
        return publishing(
                "ws",
                "Gatling's own ws, and bare Netty: 2,000 connections, each alone in its channel, 8,000 publishes/s, each ack checked as JSON",
                8_000,
                List.of(Contender.PLIMSOLL, Contender.NETTY, Contender.GATLING_WS));
    }

    private static Case publishing(String id, String title, double perSecond, List<Contender> contenders) {
        int connections = 2_000;
        return new Comparison(
                id, title, Job.held(connections, connections, 500, HOLD_SECONDS, perSecond), contenders, round -> {
                    Round.Stretch stretch = traffic(round, connections);
                    return readings(
                            stretch,
                            "CPU a publish and its ack",
                            stretch.counted().published());
                });
    }

    static Case delivering() {
        int connections = 1_020;
        return new Comparison(
                "deliver",
                "Delivering: 1,020 connections in 20 channels, 500 publishes/s, 25,000 deliveries/s",
                Job.held(connections, 20, 500, HOLD_SECONDS, 500),
                TO_NETTY,
                round -> {
                    Round.Stretch stretch = traffic(round, connections);
                    return readings(stretch, "CPU a delivery", stretch.counted().deliveries());
                });
    }

    private static Round.Stretch traffic(Round round, int connections) throws IOException, InterruptedException {
        round.awaitOpen(connections);
        round.measure(WARM_UP_SECONDS);
        return round.measureInDetail(MEASURED_SECONDS);
    }

    private static List<Reading> readings(Round.Stretch stretch, String lead, long count) {
        CpuWindow.Use cpu = stretch.cpu();
        return List.of(
                new Reading(lead, "µs", cpu.generator() * cpu.seconds() * 1e6 / count),
                new Reading("how many", "1/s", count / cpu.seconds()),
                new Reading("generator", "cores", cpu.generator()),
                new Reading("sandbox", "cores", cpu.sandbox()),
                new Reading("everything else", "cores", cpu.others()));
    }
}
