package dev.plimsoll.limits.detection;

import dev.plimsoll.limits.PackAtSandbox;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.verdict.Verdict;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mutation test of the probes: what is planted is found. */
@Execution(ExecutionMode.CONCURRENT)
class DetectionIT {
    static List<Planting> plantings() {
        return Planting.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plantings")
    void planted_faults_fail_the_limits_that_they_break(Planting planting) {
        SoftAssertions softly = new SoftAssertions();
        try (PackAtSandbox place = PackAtSandbox.inAHurry(planting.pack(), planting.setting())) {
            planting.detections().forEach(planted -> isFound(planted, place.decided(planted.limit()), softly));
        }
        softly.assertAll();
    }

    private static void isFound(Detection planted, LimitVerdict found, SoftAssertions softly) {
        String told = planted + ": " + found.observed() + " " + found.reason() + " " + found.evidence();
        softly.assertThat(found.verdict()).as(told).isEqualTo(Verdict.FAIL);
        planted.part()
                .ifPresent(part -> softly.assertThat(found.parts())
                        .as(told)
                        .filteredOn(one -> one.verdict() == Verdict.FAIL)
                        .extracting(Part::id)
                        .contains(part));
    }
}
