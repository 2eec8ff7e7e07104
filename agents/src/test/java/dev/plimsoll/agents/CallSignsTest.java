package dev.plimsoll.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentEvent.Carried;
import dev.plimsoll.agents.control.Incident;
import dev.plimsoll.model.fault.FaultEvent;
import dev.plimsoll.model.fault.FaultEvent.Silence;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallSignsTest {
    @Test
    void a_sample_tells_when_the_call_carried_something_and_what_is_missing() {
        assertThat(CallSigns.of(sample("relay/udp - relay/tcp"), 9))
                .contains(new FaultEvent.CallSeen("a", 500, 480, new Silence(300, 450), 4, 6, "relay/udp - relay/tcp"));
    }

    @Test
    void an_end_without_a_path_has_none_to_tell() {
        assertThat(CallSigns.of(sample("relay/udp - none"), 9))
                .get()
                .extracting(seen -> ((FaultEvent.CallSeen) seen).path())
                .isEqualTo("");
    }

    @Test
    void a_call_begins_and_ends_when_that_is_heard() {
        assertThat(CallSigns.of(new AgentEvent.PairConnected("a", 5), 9)).contains(new FaultEvent.CallUp("a", 9));
        assertThat(CallSigns.of(new AgentEvent.PairEnded("a"), 9)).contains(new FaultEvent.CallOver("a", "", 9));
        assertThat(CallSigns.of(new AgentEvent.PairFailed("a", "turn-401", "x"), 9))
                .contains(new FaultEvent.CallOver("a", "turn-401", 9));
    }

    @Test
    void of_incidents_those_of_signalling_count() {
        assertThat(CallSigns.of(incident(Incident.SIGNALLING_LOST), 9))
                .contains(new FaultEvent.SignallingLost("a", "caller", 7));
        assertThat(CallSigns.of(incident(Incident.SIGNALLING_BACK), 9))
                .contains(new FaultEvent.SignallingBack("a", "caller", 7));
        assertThat(CallSigns.of(incident(Incident.PATH_FAILED), 9)).isEmpty();
    }

    private static AgentEvent incident(Incident what) {
        return new AgentEvent.CallIncident("a", "caller", what, "", 7, 0);
    }

    private static AgentEvent sample(String selected) {
        return new AgentEvent.PairSampled(
                "a", List.of(), 30, 20, 0, selected, true, new Carried(500, 480, 300, 450, 4));
    }
}
