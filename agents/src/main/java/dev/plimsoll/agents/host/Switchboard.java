package dev.plimsoll.agents.host;

import dev.plimsoll.agents.call.Call;
import dev.plimsoll.agents.call.Surroundings;
import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.agents.control.CallSettings;
import dev.plimsoll.agents.media.WavSignal;
import dev.plimsoll.agents.rtc.PeerFactory;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.client.SignallingClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of a host, from the first order to its end. Everything but {@link #obey} happens on the owner's thread. */
final class Switchboard {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);
    private static final Duration VITALS = Duration.ofSeconds(1);
    /** Closes of signalling connections are still counted after the calls have ended. */
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final PeerFactory factory;
    /** For peers that only receive, if there are such. */
    private Optional<PeerFactory> playing = Optional.empty();

    private final ScheduledExecutorService owner;
    private final Outbox outbox;
    private final Desk desk;
    private final Map<String, Call> calls = new LinkedHashMap<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private Surroundings surroundings;
    private boolean retiring;
    private boolean leaving;

    Switchboard(PeerFactory factory, ScheduledExecutorService owner, Outbox outbox) {
        this.factory = factory;
        this.owner = owner;
        this.outbox = outbox;
        this.desk = new Desk(owner, outbox::tell);
    }

    /** For any thread. */
    void obey(AgentOrder order) {
        owner.execute(() -> {
            try {
                carryOut(order);
            } catch (RuntimeException | Error e) {
                LOG.error("an order could not be carried out: {}", order, e);
            }
        });
    }

    void awaitEnd() throws InterruptedException {
        done.await();
    }

    private void carryOut(AgentOrder order) {
        if (order instanceof AgentOrder.Begin begin) {
            begin(begin);
        } else if (order instanceof AgentOrder.Place place) {
            place.pairs().forEach(this::place);
        } else if (order instanceof AgentOrder.Present answer) {
            desk.answered(answer);
        } else if (order instanceof AgentOrder.UseIce answer) {
            desk.answered(answer);
        } else if (order instanceof AgentOrder.Deny answer) {
            desk.answered(answer);
        } else if (order instanceof AgentOrder.RenewCredentials) {
            List.copyOf(calls.values()).forEach(Call::renewCredentials);
        } else if (order instanceof AgentOrder.DropSignalling drop) {
            List.copyOf(calls.values()).forEach(call -> call.dropSignalling(Duration.ofMillis(drop.forMs())));
        } else {
            retiring = true;
            if (order instanceof AgentOrder.Stop) {
                List.copyOf(calls.values()).forEach(Call::end);
            }
            leaveWhenIdle();
        }
    }

    private void begin(AgentOrder.Begin begin) {
        prepare(begin.calls().media());
        Endpoint endpoint = new Endpoint(URI.create(begin.url()));
        SignallingClient.Options options = new SignallingClient.Options(
                Duration.ofSeconds(10), Optional.ofNullable(begin.origin()), System::nanoTime);
        surroundings = new Surroundings(
                begin.calls(),
                factory,
                playing.orElse(factory),
                owner,
                desk,
                (presented, listener) -> SignallingClient.connect(endpoint, presented, options, listener),
                InstantSource.system(),
                RandomGenerator.getDefault(),
                outbox::tell);
        owner.scheduleAtFixedRate(this::tellVitals, 0, VITALS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void prepare(CallSettings.Media media) {
        if (media.sound() != null) {
            factory.say(WavSignal.read(Path.of(media.sound())));
        }
        if (media.oneWay()) {
            playing = Optional.of(PeerFactory.playing(owner));
        }
    }

    private void tellVitals() {
        int open = factory.openPeers() + playing.map(PeerFactory::openPeers).orElse(0);
        int made = factory.peersMade() + playing.map(PeerFactory::peersMade).orElse(0);
        // Peers of the playing factory send nothing.
        outbox.tell(
                Vitals.now(new Vitals.Counts(open, made, outbox.pointsDropped(), factory.sound(), factory.pictures())));
    }

    private void place(AgentOrder.Pair pair) {
        if (!leaving) {
            Call call = new Call(surroundings, pair, this::over);
            calls.put(pair.id(), call);
            call.start();
        }
    }

    private void over(AgentOrder.Pair pair) {
        calls.remove(pair.id());
        leaveWhenIdle();
    }

    private void leaveWhenIdle() {
        if (retiring && calls.isEmpty() && !leaving) {
            leaving = true;
            owner.schedule(this::leave, FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void leave() {
        if (surroundings != null) {
            tellVitals();
        }
        factory.close();
        playing.ifPresent(PeerFactory::close);
        outbox.tell(new AgentEvent.AllEnded());
        done.countDown();
    }
}
