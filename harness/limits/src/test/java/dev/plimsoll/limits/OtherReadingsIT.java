package dev.plimsoll.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.verdict.Verdict;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where documents leave a choice, each is a service as documented, and the verdict says which it has made. */
@Execution(ExecutionMode.CONCURRENT)
class OtherReadingsIT {
    @ParameterizedTest
    @CsvSource({
        "unauthorizedChannelMode: close4003, channel-patterns, close 4003",
        "overRateMode: delay, message-rate, beyond: delayed",
        "overRateMode: drop, message-rate, beyond: dropped"
    })
    void pass_and_are_told(String setting, String limit, String told) {
        try (PackAtSandbox place = PackAtSandbox.inAHurry("metered-realtime", setting)) {
            LimitVerdict verdict = place.decided(limit);

            assertThat(verdict.verdict())
                    .as(verdict.observed() + " " + verdict.evidence())
                    .isEqualTo(Verdict.PASS);
            assertThat(verdict.observed()).contains(told);
        }
    }
}
