package dev.plimsoll.agents.rtc;

import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.plimsoll.agents.media.AudioSignal;
import dev.plimsoll.agents.media.Pace;
import dev.plimsoll.agents.media.SpeechSignal;
import dev.plimsoll.agents.media.ToneMarks;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds every source 10 ms of sound every 10 ms, from one thread: a signal, and in it each second a mark by which the
 * receiver knows when it left. The marks follow the intended time, so that a pump that is late shows as delay. What is too
 * late is lost, as with a sound card.
 */
final class AudioPump implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AudioPump.class);
    private static final int BITS = 16;
    private static final long FRAME_NANOS = 10_000_000L;

    private final List<CustomAudioSource> sources = new ArrayList<>();
    private final short[] samples = new short[AudioSignal.FRAME_SAMPLES];
    private final byte[] frame = new byte[AudioSignal.FRAME_SAMPLES * BITS / 8];
    private AudioSignal signal = new SpeechSignal(1);
    private final ToneMarks marks = new ToneMarks();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread pump = new Thread(work, "agents-audio");
        pump.setDaemon(true);
        return pump;
    });
    private final Pace pace = new Pace(FRAME_NANOS, PeerFactory.MOST_LATE.toNanos(), System.nanoTime());
    private long due;
    private long lost;

    AudioPump() {
        thread.scheduleAtFixedRate(this::push, 0, FRAME_NANOS, TimeUnit.NANOSECONDS);
    }

    void say(AudioSignal next) {
        synchronized (sources) {
            signal = next;
        }
    }

    /** The lock keeps a source from being disposed of while it is pushed to. */
    void add(CustomAudioSource source) {
        synchronized (sources) {
            sources.add(source);
        }
    }

    void remove(CustomAudioSource source) {
        synchronized (sources) {
            sources.remove(source);
        }
    }

    /** Frames of 10 ms that were to be sent, by every source, since the start. For any thread. */
    long due() {
        synchronized (sources) {
            return due;
        }
    }

    /** Frames of 10 ms that were too late to be sent, by any source, since the start. For any thread. */
    long lost() {
        synchronized (sources) {
            return lost;
        }
    }

    private void push() {
        OptionalLong leaves = pace.next(System.nanoTime());
        try {
            synchronized (sources) {
                if (sources.isEmpty()) {
                    return;
                }
                due++;
                if (leaves.isEmpty()) {
                    lost++;
                    return;
                }
                fill(leaves.getAsLong());
                sources.forEach(
                        source -> source.pushAudio(frame, BITS, AudioSignal.SAMPLE_RATE, 1, AudioSignal.FRAME_SAMPLES));
            }
        } catch (RuntimeException | Error e) {
            LOG.error("no sound was sent", e);
        }
    }

    private void fill(long leavesNanos) {
        signal.fill(samples);
        marks.stamp(samples, leavesNanos);
        for (int i = 0; i < samples.length; i++) {
            frame[2 * i] = (byte) samples[i];
            frame[2 * i + 1] = (byte) (samples[i] >> 8);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
