package dev.plimsoll.bench.signalling;

import dev.plimsoll.bench.measure.Reading;
import dev.plimsoll.bench.measure.SandboxProcess.State;
import java.io.IOException;
import java.util.List;

/** Whether the books are right, delivery by delivery, and what that costs. */
final class LedgerCase implements Case {
    private static final int CHANNELS = 40;
    private static final int EACH = 51;
    private static final int CONNECTIONS = CHANNELS * EACH;
    private static final double PUBLISHES = 1_000;
    private static final int TALK_SECONDS = 40;
    private static final int WARM_UP_SECONDS = 12;
    private static final int MEASURED_SECONDS = 15;

    @Override
    public String id() {
        return "ledger";
    }

    @Override
    public String title() {
        return "Ledger: 50,000 deliveries/s, each of them accounted for";
    }

    @Override
    public List<Reading> round(int round, Round.Setting setting) throws IOException, InterruptedException {
        Job job = Job.held(CONNECTIONS, CHANNELS, 500, TALK_SECONDS, PUBLISHES);
        return Round.of(Contender.PLIMSOLL, job, setting, this::account);
    }

    private List<Reading> account(Round round) throws IOException, InterruptedException {
        round.awaitOpen(CONNECTIONS);
        round.measure(WARM_UP_SECONDS);
        Round.Stretch stretch = round.measure(MEASURED_SECONDS);
        Outcome outcome = round.outcome();
        State counted = round.sandbox().state();
        return List.of(
                new Reading(
                        "deliveries",
                        "1/s",
                        stretch.counted().deliveries() / stretch.cpu().seconds()),
                new Reading("deliveries expected", "", outcome.expected()),
                new Reading("lost", "", outcome.lost()),
                new Reading("duplicates", "", outcome.duplicates()),
                new Reading(
                        "deliveries that the sandbox counted and the generator did not, or the other way round",
                        "",
                        Math.abs(counted.deliveries() - outcome.received())),
                new Reading(
                        "publishes that the sandbox counted and the generator did not, or the other way round",
                        "",
                        Math.abs(counted.published() - outcome.published())),
                new Reading("schedule lag, p99", "ms", outcome.lagMs().p99()),
                new Reading("publish to ack, p99", "ms", outcome.ackMs().p99()),
                new Reading(
                        "publish to delivery, p99", "ms", outcome.deliveryMs().p99()),
                new Reading("generator", "cores", stretch.cpu().generator()),
                new Reading("sandbox", "cores", stretch.cpu().sandbox()),
                new Reading("everything else", "cores", stretch.cpu().others()));
    }
}
