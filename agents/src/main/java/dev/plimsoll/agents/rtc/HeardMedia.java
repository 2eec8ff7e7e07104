package dev.plimsoll.agents.rtc;

import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import dev.plimsoll.agents.media.FrameMark;
import dev.plimsoll.agents.media.MarkClock;
import dev.plimsoll.agents.media.MediaListener;
import dev.plimsoll.agents.media.ToneDetector;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the tracks that a peer receives, for the marks in them. The sinks run on the library's threads: they compute a
 * little, never wait, never throw, and hand over what they found. The tracks belong to the connection; they must be let go of
 * before it is closed.
 */
final class HeardMedia {
    private static final Logger LOG = LoggerFactory.getLogger(HeardMedia.class);
    private static final int BITS = 16;

    private final MediaListener listener;
    private final List<Runnable> detachments = new ArrayList<>();

    /** @param listener called on the library's threads */
    HeardMedia(MediaListener listener) {
        this.listener = listener;
    }

    /** For the owner's thread, as {@link #close} is. */
    void listen(MediaStreamTrack track) {
        if (track instanceof AudioTrack audio) {
            AudioTrackSink sink = new Ear();
            audio.addSink(sink);
            detachments.add(() -> audio.removeSink(sink));
        } else if (track instanceof VideoTrack video) {
            VideoTrackSink sink = this::saw;
            video.addSink(sink);
            detachments.add(() -> video.removeSink(sink));
        }
    }

    void close() {
        detachments.forEach(Runnable::run);
        detachments.clear();
    }

    private void saw(VideoFrame frame) {
        long now = System.nanoTime();
        try {
            look(frame, now);
        } catch (RuntimeException | Error e) {
            LOG.warn("a picture could not be looked at: {}", e.getMessage());
        }
    }

    private void look(VideoFrame frame, long now) {
        try {
            FrameMark.delayNanos(VideoPump.luma(frame.buffer.toI420()), now).ifPresent(listener::pictureMark);
        } finally {
            frame.release();
        }
    }

    /** Called every 10 ms with what is played, from one thread of the library. */
    private final class Ear implements AudioTrackSink {
        private ToneDetector detector;
        private int rate;

        @Override
        public void onData(byte[] data, int bitsPerSample, int sampleRate, int channels, int frames) {
            long now = System.nanoTime();
            try {
                if (bitsPerSample == BITS && channels > 0) {
                    heard(firstChannel(data, channels, frames), sampleRate, now);
                }
            } catch (RuntimeException | Error e) {
                LOG.warn("sound could not be listened to: {}", e.getMessage());
            }
        }

        private void heard(short[] samples, int sampleRate, long now) {
            if (detector == null || rate != sampleRate) {
                detector = new ToneDetector(sampleRate);
                rate = sampleRate;
            }
            detector.hear(samples, now)
                    .ifPresent(mark -> listener.soundMark(MarkClock.delayNanos(mark.code(), mark.beganNanos())));
        }
    }

    private static short[] firstChannel(byte[] data, int channels, int frames) {
        short[] samples = new short[Math.min(frames, data.length / 2 / channels)];
        for (int i = 0; i < samples.length; i++) {
            int at = 2 * i * channels;
            samples[i] = (short) ((data[at] & 0xff) | (data[at + 1] << 8));
        }
        return samples;
    }
}
