package dev.plimsoll.agents.call;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.CallSettings;
import dev.plimsoll.agents.rtc.PeerFactory;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.client.SignallingClient;
import dev.plimsoll.telemetry.point.Point;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What every call of a host works with.
 *
 * @param factory of the peers that send sound and pictures
 * @param playing of the peers that only receive them; the same if there are none
 * @param owner the one thread on which everything of a call happens
 * @param events hears of the calls, on that thread
 */
public record Surroundings(
        CallSettings settings,
        PeerFactory factory,
        PeerFactory playing,
        ScheduledExecutorService owner,
        Supplies supplies,
        Dialler dialler,
        InstantSource clock,
        RandomGenerator random,
        Consumer<AgentEvent> events) {

    /** What a peer asks the run for; answered on the owner's thread. */
    public interface Supplies {
        CompletableFuture<Endpoint.Presented> present(String peerId);

        CompletableFuture<IceLease> ice(String peerId);
    }

    /** Opens a signalling connection. */
    public interface Dialler {
        SignallingClient dial(Endpoint.Presented presented, SignallingClient.Listener listener);
    }

    long epochNanos() {
        return Point.nanosOf(clock.instant());
    }
}
