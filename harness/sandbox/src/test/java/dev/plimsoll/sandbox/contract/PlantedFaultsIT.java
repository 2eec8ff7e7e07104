package dev.plimsoll.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.plimsoll.sandbox.fault.Fault;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every planted fault is one that a check of the contract notices. */
@Execution(ExecutionMode.CONCURRENT)
class PlantedFaultsIT {
    private static final Set<Fault.Area> TESTED_WITH_THEIR_PART = EnumSet.of(Fault.Area.TURN, Fault.Area.REALTIMEKIT);

    static Stream<Arguments> faults() {
        return Stream.of(Defects.brokenBehaviours(), Defects.brokenDirects())
                .flatMap(table -> table.entrySet().stream())
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0} breaks {1}")
    @MethodSource("faults")
    void a_fault_breaks_the_behaviour_it_is_meant_to_break(Fault fault, String behaviour) {
        Behaviour broken = Behaviours.byId(behaviour);
        try (Service.Open open = new Service.Local(List.of(fault)).open(broken.settings())) {
            Throwable seen = catchThrowable(() -> broken.check().against(open.world()));

            assertThat(seen).as("what " + broken + " says").isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void no_fault_is_left_out() {
        List<Fault> expected = Arrays.stream(Fault.values())
                .filter(fault -> !TESTED_WITH_THEIR_PART.contains(fault.area()))
                .toList();

        assertThat(Defects.brokenBehaviours().keySet()).containsAll(expected);
    }
}
