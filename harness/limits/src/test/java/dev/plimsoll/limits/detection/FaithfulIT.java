package dev.plimsoll.limits.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.limits.PackAtSandbox;
import dev.plimsoll.model.limit.Exchange;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.telemetry.signalling.Source;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The other half of the mutation test: where nothing is planted, nothing is found, time after time. */
@Execution(ExecutionMode.CONCURRENT)
class FaithfulIT {
    private static final int TIMES = 3;
    /** Whose credentials come from the sandbox's API, which ends what runs on them, as Cloudflare's does. */
    private static final String NOT_SEEN_AT_A_SANDBOX = "expiry.running SKIPPED";

    @ParameterizedTest
    @ValueSource(strings = {"metered-realtime", "cloudflare-turn", "coturn", "realtimekit"})
    void every_verdict_is_pass_at_a_service_that_is_as_documented(String pack) {
        for (int time = 1; time <= TIMES; time++) {
            try (PackAtSandbox place = PackAtSandbox.asScaled(pack, "")) {
                List<LimitVerdict> verdicts = place.probeAll();

                assertThat(verdicts).isNotEmpty();
                assertThat(verdicts)
                        .filteredOn(found -> found.verdict() != Verdict.PASS)
                        .extracting(FaithfulIT::told)
                        .isEmpty();
                verdicts.forEach(found -> isWhole(place, found));
                assertThat(place.overdrafts()).isEmpty();
                assertThat(place.meter().census().open()).isZero();
                assertThat(place.meter().census().counts(Source.PROBES).accepted())
                        .isEqualTo(place.sandbox().counts().accepted());
            }
        }
    }

    private static String told(LimitVerdict found) {
        return found.limit().id() + ": " + found.observed() + " " + found.reason() + " " + found.evidence();
    }

    private static void isWhole(PackAtSandbox place, LimitVerdict found) {
        assertThat(found.parts())
                .filteredOn(part -> part.verdict() != Verdict.PASS)
                .extracting(part -> found.limit().id() + "." + part.id() + " " + part.verdict())
                .isSubsetOf(NOT_SEEN_AT_A_SANDBOX);
        assertThat(found.evidence())
                .as(found.limit().id())
                .isNotEmpty()
                .extracting(Exchange::toString)
                .noneMatch(text -> text.contains(place.sandbox().keys().secret().reveal()));
    }
}
