package dev.plimsoll.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A place to rehearse beside a service that is measured: on the same event loop, and of no account. */
class RehearsalIT {
    private final Sandbox sandbox =
            Sandbox.start(SandboxConfigReader.yaml("{turn: false, coldKey: 0ms, maxConcurrentConnections: 1}"));

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void what_is_rehearsed_is_neither_limited_nor_counted_by_the_service() throws Exception {
        try (Sandbox rehearsal = sandbox.openRehearsal();
                World there = world(rehearsal)) {
            there.peer("one");
            there.peer("two");

            assertThat(rehearsal.counts().accepted()).isEqualTo(2);
            assertThat(sandbox.counts().accepted()).isZero();
            assertThat(sandbox.open()).isZero();
        }
    }

    @Test
    void it_needs_no_event_loop_of_its_own() throws Exception {
        try (World here = world(sandbox)) {
            here.peer("first");
            List<String> loops = eventLoops();

            try (Sandbox rehearsal = sandbox.openRehearsal();
                    World there = world(rehearsal)) {
                there.peer("one");

                assertThat(eventLoops()).isEqualTo(loops).isNotEmpty();
            }
        }
    }

    @Test
    void the_service_goes_on_when_the_rehearsal_has_ended() throws Exception {
        World there;
        try (World here = world(sandbox)) {
            Peer before = here.peer("before");
            try (Sandbox rehearsal = sandbox.openRehearsal()) {
                there = world(rehearsal);
                there.peer("rehearsing");
            }

            assertThatThrownBy(() -> there.peer("too late")).hasCauseInstanceOf(ConnectException.class);
            before.send("{\"type\":\"subscribe\",\"channel\":\"room\",\"requestId\":\"1\"}");
            assertThat(before.next("ack").path("requestId").asText()).isEqualTo("1");
            there.close();
        }
    }

    private static World world(Sandbox sandbox) {
        return new World(sandbox.url(), sandbox.allKeys(), Optional.of(sandbox.controlToken()), Duration.ZERO);
    }

    private static List<String> eventLoops() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("vert.x-eventloop"))
                .sorted()
                .toList();
    }
}
