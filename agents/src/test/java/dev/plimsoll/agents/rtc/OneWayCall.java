package dev.plimsoll.agents.rtc;

import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.plimsoll.agents.media.MediaListener;
import dev.plimsoll.agents.media.SdpCodecs;
import dev.plimsoll.agents.stats.PeerStats;
import dev.plimsoll.agents.stats.PeerTimeline;
import dev.plimsoll.model.scenario.VideoSpec;
import dev.plimsoll.signalling.ice.IceServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A sender on a factory that sends and a receiver on one that plays, joined without a signalling service. */
final class OneWayCall implements AutoCloseable {
    final List<Double> soundDelaysMs = new CopyOnWriteArrayList<>();
    final List<Double> pictureDelaysMs = new CopyOnWriteArrayList<>();
    final List<String> failures = new CopyOnWriteArrayList<>();
    private final ExecutorService owner = Executors.newSingleThreadExecutor(work -> new Thread(work, "test-owner"));
    private final PeerFactory sending;
    private final PeerFactory playing;
    private final CountDownLatch connected = new CountDownLatch(2);
    private End sender;
    private End receiver;

    OneWayCall() throws Exception {
        sending = on(() -> new PeerFactory(owner));
        playing = on(() -> PeerFactory.playing(owner));
    }

    private interface Work<T> {
        T get() throws Exception;
    }

    private <T> T on(Work<T> work) throws Exception {
        return owner.submit(work::get).get(20, TimeUnit.SECONDS);
    }

    void start(List<IceServer> ofSender, List<IceServer> ofReceiver, boolean audio, Optional<VideoSpec> video)
            throws Exception {
        on(() -> {
            sender = new End();
            receiver = new End();
            sender.peer = sending.peer(new IceSettings(ofSender, true, true), new PeerTimeline(), sender);
            receiver.peer = playing.peer(new IceSettings(ofReceiver, true, true), new PeerTimeline(), receiver);
            sender.partner = receiver;
            receiver.partner = sender;
            receiver.peer.listen(new MediaListener() {
                @Override
                public void soundMark(long delayNanos) {
                    soundDelaysMs.add(delayNanos / 1e6);
                }

                @Override
                public void pictureMark(long delayNanos) {
                    pictureDelaysMs.add(delayNanos / 1e6);
                }
            });
            if (audio) {
                sender.peer.sendAudio();
            }
            video.ifPresent(sender.peer::sendVideo);
            sender.peer.createOffer(false, offer -> sender.peer.setLocal(offer, () -> receiver.offered(offer, video)));
            return null;
        });
        if (!connected.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("not connected: " + failures);
        }
        on(() -> {
            sender.peer.boundVideo();
            return null;
        });
    }

    PeerStats received() throws Exception {
        return stats(receiver);
    }

    PeerStats sent() throws Exception {
        return stats(sender);
    }

    private PeerStats stats(End end) throws Exception {
        CompletableFuture<PeerStats> stats = new CompletableFuture<>();
        owner.execute(() -> end.peer.stats(stats::complete));
        return stats.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        Future<?> closed = owner.submit(() -> {
            for (End end : new End[] {sender, receiver}) {
                if (end != null && end.peer != null) {
                    end.peer.close();
                }
            }
            sending.close();
            playing.close();
        });
        owner.shutdown();
        try {
            closed.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the call did not close", e);
        }
    }

    /** One end; everything happens on the owner's thread. */
    private final class End implements Peer.Listener {
        private Peer peer;
        private End partner;
        private boolean remoteKnown;
        private boolean isConnected;
        private final List<RTCIceCandidate> early = new ArrayList<>();

        void offered(RTCSessionDescription offer, Optional<VideoSpec> video) {
            setRemote(
                    offer,
                    () -> peer.createAnswer(answer ->
                            peer.setLocal(answer, () -> partner.setRemote(preferring(answer, video), () -> {}))));
        }

        private RTCSessionDescription preferring(RTCSessionDescription answer, Optional<VideoSpec> video) {
            return video.map(spec -> new RTCSessionDescription(
                            RTCSdpType.ANSWER, SdpCodecs.prefer(answer.sdp, "video", spec.codec())))
                    .orElse(answer);
        }

        private void setRemote(RTCSessionDescription description, Runnable then) {
            peer.setRemote(description, () -> {
                remoteKnown = true;
                early.forEach(peer::addCandidate);
                early.clear();
                then.run();
            });
        }

        @Override
        public void candidate(RTCIceCandidate candidate) {
            Consumer<RTCIceCandidate> to = partner.remoteKnown ? partner.peer::addCandidate : partner.early::add;
            to.accept(candidate);
        }

        @Override
        public void state(RTCPeerConnectionState state) {
            if (state == RTCPeerConnectionState.CONNECTED && !isConnected) {
                isConnected = true;
                connected.countDown();
            }
        }

        @Override
        public void iceError(int code, String text, String url) {
            failures.add(code + " " + text);
        }

        @Override
        public void failed(Peer.Trouble what, String detail) {
            failures.add(what.label() + " " + detail);
        }

        @Override
        public void negotiationNeeded() {
            // One round is enough, and the test begins it.
        }

        @Override
        public void gathered() {
            // Candidates trickle.
        }

        @Override
        public void dataOpen() {
            // There is no data channel.
        }

        @Override
        public void message(byte[] message, Peer.Reply reply, long arrivedNanos) {
            // There is no data channel.
        }
    }
}
