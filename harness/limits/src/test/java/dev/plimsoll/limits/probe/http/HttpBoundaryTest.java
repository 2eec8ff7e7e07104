package dev.plimsoll.limits.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.document.Fault;
import dev.plimsoll.limits.facts.Fact;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.model.limit.Provenance;
import dev.plimsoll.model.limit.Quantity;
import dev.plimsoll.model.limit.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpBoundaryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Object>> LIST = new TypeReference<>() {};

    private final HttpBoundary probe = new HttpBoundary();

    private static Limit limit(String steps) throws Exception {
        return new Limit(
                "x",
                "x",
                "x",
                Optional.of(new Quantity(3, LimitUnit.CHARACTERS)),
                List.of(),
                "",
                new Source("docs", "", Provenance.DOCUMENTED),
                List.of(),
                "http-boundary",
                Map.of("api", "realtimekit", "steps", JSON.readValue(steps, LIST)),
                Map.of(),
                List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"call\": \"GET /x\"}] | /parameters/steps | checks nothing",
                "[{\"call\": \"LOOK /x\", \"check\": \"a\"}] | /parameters/steps/0/call | is no method and path",
                "[{\"check\": \"a\"}] | /parameters/steps/0 | must have one of call, wait and do",
                "[{\"call\": \"GET /${m}\", \"check\": \"a\"}] | /parameters/steps/0 | ${m} was never saved",
                "[{\"call\": \"GET /x\", \"check\": \"a\", \"exspect\": 1}] | /parameters/steps/0/exspect | no step has",
                "[{\"call\": \"GET /x\", \"check\": \"a\", \"expect\": \"ok\"}] | /parameters/steps/0/expect | is not acc",
                "[{\"call\": \"GET /x\", \"check\": \"a\", \"expect\": \"refused\"}] | /reactions | names no HTTP status",
                "[{\"call\": \"GET /x\", \"check\": \"a\", \"json\": {\"/a\": {}}}] | /parameters/steps/0/json/~1a | is nei",
                "[{\"wait\": \"soon\"}, {\"call\": \"GET /x\", \"check\": \"a\"}] | /parameters/steps/0/wait | is no dur",
            })
    void what_is_wrong_with_a_step_is_told_where_it_stands(String steps, String pointer, String what) throws Exception {
        assertThat(probe.faults(limit(steps))).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.what()).startsWith(what);
            assertThat(fault.hint()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"call\": \"GET /x\", \"check\": \"a\"}] | 1 | 0",
                "[{\"call\": \"GET /x\", \"times\": \"${value+1}\"}] | 4 | 0",
                "[{\"call\": \"GET /x\", \"times\": 2, \"undo\": {\"call\": \"GET /y\"}}] | 4 | 0",
                "[{\"wait\": \"${value-1}s\"}] | 0 | 2",
                "[{\"do\": [{\"call\": \"GET /x\", \"undo\": {\"call\": \"GET /y\"}}, {\"wait\": \"2s\"}], \"times\": 3}] | 6 | 6",
                "[{\"call\": \"GET /x\", \"eventually\": \"1s\"}] | 6 | 1",
            })
    void what_steps_take_is_counted_with_what_they_repeat_and_undo(String steps, long calls, long seconds)
            throws Exception {
        StepCost cost = StepCost.of(limit(steps), HttpStep.of(JSON.readValue(steps, LIST)));

        assertThat(cost).isEqualTo(new StepCost(calls, Duration.ofSeconds(seconds)));
    }

    @Test
    void what_stays_at_the_target_is_remarked() throws Exception {
        Limit sound = limit("[{\"call\": \"POST /x\", \"check\": \"a\"}]");

        assertThat(probe.remarks(sound)).isEmpty();
        assertThat(probe.remarks(sound.withParameter("leaves", "a meeting", "the test")))
                .containsExactly("leaves a meeting");
    }

    @Test
    void steps_that_save_and_use_have_no_fault_and_those_at_the_control_endpoints_need_them() throws Exception {
        Limit sound = limit("[{\"call\": \"POST /x\", \"save\": {\"m\": \"/id\"}},"
                + "{\"call\": \"GET /x/${m}\", \"check\": \"it is there\"}]");
        Limit joins = limit("[{\"check\": \"a\", \"do\": [{\"call\": \"POST /join\", \"on\": \"control\"}]}]");

        assertThat(probe.faults(sound)).extracting(Fault::sentence).isEmpty();
        assertThat(probe.needs(sound)).containsExactly(Fact.REALTIMEKIT);
        assertThat(probe.needs(joins)).containsExactly(Fact.REALTIMEKIT, Fact.CONTROL);
    }
}
