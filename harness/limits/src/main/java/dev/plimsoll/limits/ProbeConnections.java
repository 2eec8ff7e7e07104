package dev.plimsoll.limits;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.signalling.client.SignallingClient;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.telemetry.signalling.SignallingMeter;
import dev.plimsoll.telemetry.signalling.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections that a probe opens, one after another, counted by the meter like everybody's. Closed together. For one
 * thread.
 */
final class ProbeConnections implements AutoCloseable {
    private final Connector connector;
    private final SignallingMeter meter;
    private final List<SignallingClient> accepted = new ArrayList<>();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile boolean closing;

    ProbeConnections(Connector connector, SignallingMeter meter) {
        this.connector = connector;
        this.meter = meter;
    }

    /** Opens one and waits for what becomes of it; the connector's timeout bounds the wait. */
    ConnectOutcome open(String peerId) {
        AtomicBoolean counted = new AtomicBoolean();
        SignallingClient client = connector.connect(peerId, new SignallingClient.Listener() {
            @Override
            public void onFrame(ServerFrame frame) {
                // A probe only holds its place.
            }

            @Override
            public void onClosed(int code, String reason) {
                if (counted.compareAndSet(false, true)) {
                    ended(code);
                }
            }
        });
        ConnectOutcome outcome = client.outcome().join();
        meter.connectDecided(Source.PROBES, outcome);
        if (outcome instanceof ConnectOutcome.Accepted) {
            accepted.add(client);
        } else {
            client.close();
        }
        return outcome;
    }

    /** How many accepted ones were ended by somebody else. */
    int endedEarly() {
        return ended.get();
    }

    private void ended(int code) {
        meter.closed(Source.PROBES);
        if (!closing) {
            ended.incrementAndGet();
            meter.census().dropped(Source.PROBES, Integer.toString(code));
        }
    }

    @Override
    public void close() {
        closing = true;
        accepted.forEach(SignallingClient::close);
    }
}
