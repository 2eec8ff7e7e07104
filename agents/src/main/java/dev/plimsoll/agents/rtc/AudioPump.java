package dev.plimsoll.agents.rtc;

import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Feeds every source 10 ms of synthetic speech every 10 ms, from one thread: a 180 Hz tone with overtones, in syllables, so
 * that Opus works as it does on a voice.
 */
final class AudioPump implements AutoCloseable {
    private static final int SAMPLE_RATE = 48_000;
    private static final int FRAME_SAMPLES = SAMPLE_RATE / 100;
    private static final int BITS = 16;
    private static final double PITCH_HZ = 180;
    private static final double SYLLABLES_PER_SECOND = 4;
    private static final double LOUDNESS = 6_000;

    private final List<CustomAudioSource> sources = new ArrayList<>();
    private final byte[] frame = new byte[FRAME_SAMPLES * BITS / 8];
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread pump = new Thread(work, "agents-audio");
        pump.setDaemon(true);
        return pump;
    });
    private long sample;

    AudioPump() {
        thread.scheduleAtFixedRate(this::push, 0, 10, TimeUnit.MILLISECONDS);
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

    private void push() {
        fill();
        synchronized (sources) {
            sources.forEach(source -> source.pushAudio(frame, BITS, SAMPLE_RATE, 1, FRAME_SAMPLES));
        }
    }

    private void fill() {
        for (int i = 0; i < FRAME_SAMPLES; i++) {
            double time = (double) sample++ / SAMPLE_RATE;
            double syllable = Math.max(0, Math.sin(2 * Math.PI * SYLLABLES_PER_SECOND * time));
            double voice = Math.sin(2 * Math.PI * PITCH_HZ * time)
                    + 0.5 * Math.sin(2 * Math.PI * 3 * PITCH_HZ * time)
                    + 0.25 * Math.sin(2 * Math.PI * 7 * PITCH_HZ * time);
            int value = (int) (LOUDNESS * syllable * voice);
            frame[2 * i] = (byte) value;
            frame[2 * i + 1] = (byte) (value >> 8);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
