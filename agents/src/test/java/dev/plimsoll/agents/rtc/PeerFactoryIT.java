package dev.plimsoll.agents.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.plimsoll.agents.stats.PeerStats;
import dev.plimsoll.agents.stats.PeerTimeline;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerFactoryIT {
    private static final IceSettings NO_SERVERS = new IceSettings(List.of(), false, true);

    private final ExecutorService owner = Executors.newSingleThreadExecutor(work -> new Thread(work, "test-owner"));

    @AfterEach
    void end() {
        owner.shutdown();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_native_factory_goes_after_many_peers_but_not_before_the_last_of_them(boolean playing) throws Exception {
        int before = nativeFactories();
        PeerFactory factory = on(() -> playing ? PeerFactory.playing(owner) : new PeerFactory(owner));
        Peer lasting = on(() -> peer(factory));

        on(() -> comeAndGo(factory, 3 * PeerFactory.PEERS_A_FACTORY));

        // That of the lasting peer, and the newest.
        awaitNativeFactories(before + 2);
        assertThat(stats(lasting)).isNotNull();
        assertThat(on(factory::openPeers)).isEqualTo(1);
        assertThat(on(factory::peersMade)).isEqualTo(3 * PeerFactory.PEERS_A_FACTORY + 1);

        on(() -> close(lasting));
        awaitNativeFactories(before + 1);

        on(() -> close(factory));
        awaitNativeFactories(before);
    }

    private static Void comeAndGo(PeerFactory factory, int peers) {
        for (int i = 0; i < peers; i++) {
            peer(factory).close();
        }
        return null;
    }

    private static Void close(AutoCloseable what) throws Exception {
        what.close();
        return null;
    }

    private static Peer peer(PeerFactory factory) {
        return factory.peer(NO_SERVERS, new PeerTimeline(), new Deaf());
    }

    private PeerStats stats(Peer peer) throws Exception {
        CompletableFuture<PeerStats> stats = new CompletableFuture<>();
        owner.execute(() -> peer.stats(stats::complete));
        return stats.get(10, TimeUnit.SECONDS);
    }

    private <T> T on(Callable<T> work) throws Exception {
        return owner.submit(work).get(20, TimeUnit.SECONDS);
    }

    /** A thread that was waited for may be listed a moment longer. */
    private static void awaitNativeFactories(int expected) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (nativeFactories() != expected && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(nativeFactories()).isEqualTo(expected);
    }

    /** Each has one thread of this name, which the kernel cuts to 15 characters. */
    private static int nativeFactories() throws IOException {
        int count = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                count += name(thread).startsWith("webrtc_jni_work") ? 1 : 0;
            }
        }
        return count;
    }

    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm"));
        } catch (IOException goneMeanwhile) {
            return "";
        }
    }

    /** These peers never meet anyone. */
    private static final class Deaf implements Peer.Listener {
        @Override
        public void negotiationNeeded() {}

        @Override
        public void candidate(RTCIceCandidate candidate) {}

        @Override
        public void gathered() {}

        @Override
        public void iceError(int code, String text, String url) {}

        @Override
        public void state(RTCPeerConnectionState state) {}

        @Override
        public void dataOpen() {}

        @Override
        public void message(byte[] message, Peer.Reply reply, long arrivedNanos) {}

        @Override
        public void failed(Peer.Trouble what, String detail) {}
    }
}
