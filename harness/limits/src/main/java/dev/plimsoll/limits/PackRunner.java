package dev.plimsoll.limits;

import dev.plimsoll.limits.facts.QuotaGauge;
import dev.plimsoll.limits.stage.ConnectPace;
import dev.plimsoll.limits.stage.ProbeStopped;
import dev.plimsoll.limits.stage.Purse;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.limits.stage.Standstill;
import dev.plimsoll.limits.stage.Surroundings;
import dev.plimsoll.limits.stage.TargetSilent;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.limit.Cost;
import dev.plimsoll.model.limit.Exchange;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.signalling.Masking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes limits, one after another, and leaves nothing behind. At the first sign that a quota is used up which others share
 * the probe is stopped and the rest is SKIPPED; likewise when the budget is used up or the run is interrupted. Every limit
 * gets a verdict, whatever happens; none is FAIL that may be this machine's own, because it stood still. For one thread.
 */
public final class PackRunner {
    private static final Logger LOG = LoggerFactory.getLogger(PackRunner.class);

    /** Longer than a collection or a full machine takes, shorter than most waits of probes. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(1);

    private final Probes probes;
    private final Surroundings surroundings;
    private final ConnectPace pace;
    private final PackPlanner planner;
    private final Consumer<Limit> beginning;
    private String over = "";

    /** @param beginning told each limit before it is probed */
    public PackRunner(Probes probes, Surroundings surroundings, Consumer<Limit> beginning) {
        this.probes = probes;
        this.surroundings = surroundings;
        this.beginning = beginning;
        this.planner = new PackPlanner(probes);
        this.pace = new ConnectPace(
                surroundings.target().connectRate().withMargin(),
                surroundings.target().sources(),
                surroundings.nanoClock(),
                surroundings.pause());
    }

    public List<LimitVerdict> run(LimitPack pack) {
        List<LimitVerdict> verdicts = new ArrayList<>();
        pack.limits().forEach(limit -> verdicts.add(run(limit)));
        return verdicts;
    }

    /** One limit, as part of the same run as those before it. */
    public LimitVerdict run(Limit limit) {
        Optional<String> obstacle = over.isEmpty() ? planner.obstacle(limit, surroundings.target()) : Optional.of(over);
        if (obstacle.isPresent()) {
            return LimitVerdict.without(limit, Verdict.SKIPPED, obstacle.get(), List.of());
        }
        try {
            Optional<String> tooMuch = beyondQuota(limit);
            if (tooMuch.isPresent()) {
                return LimitVerdict.without(limit, Verdict.SKIPPED, tooMuch.get(), List.of());
            }
        } catch (InterruptedException e) {
            return interrupted(limit, List.of());
        }
        beginning.accept(limit);
        return carryOut(limit);
    }

    private Optional<String> beyondQuota(Limit limit) throws InterruptedException {
        Cost cost = planner.cost(limit, surroundings.target());
        if (cost.messages() == 0 || surroundings.target().disposable()) {
            return Optional.empty();
        }
        if (PackPlanner.asksForQuota(cost, surroundings.target())) {
            Optional<String> spent = surroundings
                    .purse()
                    .take(Purse.Coin.CALLS, 1, surroundings.nanoClock().getAsLong());
            if (spent.isPresent()) {
                over = "not probed: " + spent.get();
                return Optional.of(over);
            }
        }
        String may = "it may send " + cost.messages() + " messages, and ";
        QuotaGauge.Reading reading = surroundings.quota().messagesLeft();
        if (reading instanceof QuotaGauge.Reading.Unreadable unreadable) {
            return Optional.of(may + "what the plan has left cannot be read: " + unreadable.why());
        }
        return reading instanceof QuotaGauge.Reading.Left left && left.messages() < cost.messages()
                ? Optional.of(may + "the plan has " + left.messages() + " left")
                : Optional.empty();
    }

    private LimitVerdict carryOut(Limit limit) {
        Stage stage = new Stage(limit, surroundings, pace);
        LimitVerdict verdict = watched(limit, stage).told(text -> Masking.mask(text, surroundings.secrets()));
        stage.close();
        Optional<String> sign = stage.quota().sign();
        if (sign.isPresent() && over.isEmpty()) {
            over = "not probed: " + sign.get() + " while " + limit.id() + " was probed";
        }
        if (sign.isPresent() && verdict.verdict() != Verdict.SKIPPED) {
            verdict = verdict.turned(Verdict.INVALID, sign.get());
        }
        return stage.leftBehind().isEmpty()
                ? verdict
                : verdict.turned(
                        verdict.verdict(), "left behind at the target: " + String.join(", ", stage.leftBehind()));
    }

    private LimitVerdict watched(Limit limit, Stage stage) {
        try (Standstill standstill = Standstill.watch(surroundings.nanoClock())) {
            return excused(probed(limit, stage, standstill), standstill);
        }
    }

    /** What failed while this machine stood still may have failed for that. */
    private static LimitVerdict excused(LimitVerdict verdict, Standstill standstill) {
        Duration longest = standstill.longestSinceLastCall();
        return verdict.verdict() == Verdict.FAIL && longest.compareTo(LONGEST_STANDSTILL) > 0
                ? verdict.turned(
                        Verdict.INVALID, "this machine stood still for " + longest.toMillis() + " ms meanwhile")
                : verdict;
    }

    private LimitVerdict probed(Limit limit, Stage stage, Standstill standstill) {
        try {
            Probe probe = probes.of(limit.probe());
            Optional<LimitSearch> search = LimitSearch.of(limit);
            return search.isPresent()
                    ? search.get().run(value -> excused(probe.run(value, stage), standstill), stage)
                    : probe.run(limit, stage);
        } catch (InterruptedException e) {
            return interrupted(limit, stage.evidence().exchanges());
        } catch (ProbeStopped e) {
            return stopped(limit, stage, e.getMessage());
        } catch (TargetSilent e) {
            Part part = Part.of("answers", "the target answers", false, "an answer", e.getMessage());
            return LimitVerdict.of(limit, List.of(part), stage.evidence().exchanges());
        } catch (PlimsollException e) {
            String why = e.getMessage() + "; " + e.hint();
            return LimitVerdict.without(
                    limit, Verdict.INVALID, why, stage.evidence().exchanges());
        } catch (RuntimeException e) {
            LOG.error("the probe of {} failed", limit.id(), e);
            String why = "a defect in the probe " + limit.probe() + ", see plimsoll.log: "
                    + e.getClass().getSimpleName();
            return LimitVerdict.without(
                    limit, Verdict.INVALID, why, stage.evidence().exchanges());
        }
    }

    /** What a sign of a shared quota means is told with the sign. */
    private LimitVerdict stopped(Limit limit, Stage stage, String why) {
        List<Exchange> evidence = stage.evidence().exchanges();
        if (stage.quota().sign().isPresent()) {
            return LimitVerdict.without(limit, Verdict.INVALID, why, evidence);
        }
        over = "not probed: " + why;
        return LimitVerdict.without(limit, Verdict.SKIPPED, "not probed to its end: " + why, evidence);
    }

    private LimitVerdict interrupted(Limit limit, List<Exchange> evidence) {
        over = "not probed, the run was interrupted";
        return LimitVerdict.without(limit, Verdict.SKIPPED, "the run was interrupted", evidence);
    }
}
