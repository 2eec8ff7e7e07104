package dev.plimsoll.model.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.fault.FaultEvent.CallSeen;
import dev.plimsoll.model.fault.FaultEvent.Silence;
import dev.plimsoll.model.impairment.ImpairmentPlan;
import dev.plimsoll.model.impairment.ImpairmentStep;
import dev.plimsoll.model.impairment.Link;
import dev.plimsoll.model.impairment.PathProfile;
import dev.plimsoll.model.result.FaultResult;
import dev.plimsoll.model.scenario.TurnTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FaultPropertiesTest {
    private static final long MS = 1_000_000;
    private static final long BEGAN = 20_000;
    private static final long DEADLINE = 45_000;
    private static final long PATIENCE = 1_000;
    private static final long END = 90_000;
    private static final PlannedFault FAULT = new PlannedFault(
            "stop",
            FaultKind.TURN_STOP,
            Duration.ofMillis(BEGAN),
            Duration.ofSeconds(5),
            Set.of(),
            Duration.ofSeconds(20));

    /** What is told once a second comes to the same as every single message would. */
    @Property
    void the_verdict_of_a_call_follows_from_when_it_carried_something(@ForAll("messages") List<Long> messages) {
        FaultResult result = FaultLedger.results(0, Duration.ofMillis(PATIENCE), events("a", messages))
                .get(0);

        assertThat(fate(result)).isEqualTo(expected(messages));
        assertThat(result.calls())
                .isEqualTo(result.undisturbed()
                        + result.recovered()
                        + result.late()
                        + result.notBack()
                        + result.ended()
                        + result.over());
        if (result.recovered() == 1) {
            assertThat(result.recoveryMs().max()).isBetween(0.0, (double) (DEADLINE - BEGAN));
        }
    }

    @Property
    void calls_do_not_disturb_each_others_account(
            @ForAll("messages") List<Long> some, @ForAll("messages") List<Long> others) {
        List<FaultEvent> both = new ArrayList<>(events("a", some));
        List<FaultEvent> second = events("b", others);
        both.addAll(second.stream()
                .filter(event -> !(event instanceof FaultEvent.Began))
                .toList());
        both.sort((one, other) -> Long.compare(one.atNanos(), other.atNanos()));

        FaultResult result =
                FaultLedger.results(0, Duration.ofMillis(PATIENCE), both).get(0);

        assertThat(result.calls()).isEqualTo(counted(some) + counted(others));
        assertThat(result.recovered())
                .isEqualTo((expected(some).equals("recovered") ? 1 : 0)
                        + (expected(others).equals("recovered") ? 1 : 0));
    }

    @Property
    void a_fault_of_paths_hides_the_impairments_of_its_transports_while_it_lasts(
            @ForAll("impairments") ImpairmentPlan impairments,
            @ForAll("faults") FaultPlan faults,
            @ForAll TurnTransport transport) {
        ImpairmentPlan merged = faults.over(impairments);

        for (int second = 0; second < 40; second++) {
            Duration now = Duration.ofMillis(second * 500L);
            PathProfile profile = merged.profile(transport, now);
            Optional<PlannedFault> striking = faults.faults().stream()
                    .filter(fault -> fault.strikes(transport, now))
                    .findFirst();
            if (striking.isEmpty()) {
                assertThat(profile).isEqualTo(impairments.profile(transport, now));
            } else {
                assertThat(profile.name()).isEqualTo(striking.get().name());
                assertThat(profile.cut()).isEqualTo(striking.get().kind() == FaultKind.PATH_CUT);
                assertThat(profile.down().blackhole()).isEqualTo(striking.get().kind() == FaultKind.PATH_BLACKHOLE);
            }
        }
    }

    @Provide
    Arbitrary<List<Long>> messages() {
        Arbitrary<Long> usual = Arbitraries.longs().between(50, 600);
        Arbitrary<Long> silence = Arbitraries.longs().between(900, 40_000);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(60, usual), net.jqwik.api.Tuple.of(1, silence))
                .list()
                .ofMinSize(20)
                .ofMaxSize(250)
                .map(FaultPropertiesTest::added);
    }

    private static List<Long> added(List<Long> pauses) {
        List<Long> times = new ArrayList<>(List.of(0L));
        for (long pause : pauses) {
            long next = times.get(times.size() - 1) + pause;
            if (next < END) {
                times.add(next);
            }
        }
        return times;
    }

    @Provide
    Arbitrary<ImpairmentPlan> impairments() {
        return Combinators.combine(
                        seconds(), transports(), Arbitraries.doubles().between(0, 1))
                .as((at, transports, loss) ->
                        new ImpairmentStep(at, transports, PathProfile.both("loss-" + loss, Link.CLEAR.withLoss(loss))))
                .list()
                .ofMaxSize(6)
                .map(ImpairmentPlan::new);
    }

    @Provide
    Arbitrary<FaultPlan> faults() {
        return Combinators.combine(
                        seconds(), seconds(), transports(), Arbitraries.of(FaultKind.values()), Arbitraries.integers())
                .as((at, lasts, transports, kind, number) ->
                        new PlannedFault("fault-" + number, kind, at, lasts, transports, Duration.ZERO))
                .list()
                .ofMaxSize(4)
                .map(FaultPlan::new);
    }

    private static Arbitrary<Duration> seconds() {
        return Arbitraries.longs().between(0, 20).map(Duration::ofSeconds);
    }

    private static Arbitrary<Set<TurnTransport>> transports() {
        return Arbitraries.of(TurnTransport.class).set().ofMinSize(1);
    }

    /** A call that is looked at once a second, and the fault. */
    private static List<FaultEvent> events(String call, List<Long> messages) {
        List<FaultEvent> events = new ArrayList<>();
        events.add(new FaultEvent.CallUp(call, 0));
        for (long look = 1_000; look <= END; look += 1_000) {
            if (look == BEGAN) {
                events.add(new FaultEvent.Began(FAULT, BEGAN * MS));
            }
            events.add(seen(call, messages, look));
        }
        events.add(new FaultEvent.CallOver(call, "", END * MS));
        return events;
    }

    private static CallSeen seen(String call, List<Long> messages, long look) {
        long heard = 0;
        Silence longest = Silence.NONE;
        for (int i = 0; i < messages.size() && messages.get(i) <= look; i++) {
            heard = messages.get(i);
            Silence pause = new Silence((i == 0 ? 0 : messages.get(i - 1)) * MS, heard * MS);
            if (heard > look - 1_000 && pause.nanos() > longest.nanos()) {
                longest = pause;
            }
        }
        return new CallSeen(call, look * MS, heard * MS, longest, 0, 0, "");
    }

    private static int counted(List<Long> messages) {
        return expected(messages).equals("none") ? 0 : 1;
    }

    private static String fate(FaultResult result) {
        return result.calls() == 0
                ? "none"
                : result.undisturbed() == 1
                        ? "undisturbed"
                        : result.recovered() == 1 ? "recovered" : result.late() == 1 ? "late" : "not-back";
    }

    /** By every single message. */
    private static String expected(List<Long> messages) {
        List<Long> times = new ArrayList<>(messages);
        times.add(END);
        String fate = "undisturbed";
        for (int i = 1; i < times.size(); i++) {
            long from = times.get(i - 1);
            long to = times.get(i);
            boolean open = i == times.size() - 1;
            if (to > BEGAN && from < BEGAN - PATIENCE) {
                return "none";
            }
            if (to > BEGAN && from < DEADLINE && to - from > PATIENCE) {
                fate = open ? "not-back" : to <= DEADLINE ? "recovered" : "late";
            }
        }
        return fate;
    }
}
