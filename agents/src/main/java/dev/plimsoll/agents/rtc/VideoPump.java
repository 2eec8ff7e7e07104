package dev.plimsoll.agents.rtc;

import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.plimsoll.agents.media.FrameMark;
import dev.plimsoll.agents.media.Pace;
import dev.plimsoll.agents.media.PatternPicture;
import dev.plimsoll.agents.media.Plane;
import dev.plimsoll.model.scenario.VideoSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds every source synthetic pictures at its rate, each with its time written into it, from one thread. A picture that is
 * too late is lost, as with a camera. Sources of the same size and rate share their pictures. It owns the pictures' native
 * memory; the lock keeps a source from being disposed of while it is pushed to.
 */
final class VideoPump implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VideoPump.class);
    /** An encoder may still read a picture while the next ones are written. */
    private static final int LEAST_PICTURES = 8;

    private static final int MOST_PICTURES = 32;
    private static final int MOST_BYTES = 1 << 24;

    private final Map<Size, Reel> reels = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread pump = new Thread(work, "agents-video");
        pump.setDaemon(true);
        return pump;
    });
    private long due;
    private long lost;

    private record Size(int width, int height, int framesPerSecond) {
        static Size of(VideoSpec spec) {
            return new Size(spec.width(), spec.height(), spec.framesPerSecond());
        }

        int pictures() {
            int bytes = width * height * 3 / 2;
            return Math.max(LEAST_PICTURES, Math.min(MOST_PICTURES, MOST_BYTES / bytes));
        }
    }

    synchronized void add(CustomVideoSource source, VideoSpec spec) {
        reels.computeIfAbsent(Size.of(spec), Reel::new).sources.add(source);
    }

    synchronized void remove(CustomVideoSource source, VideoSpec spec) {
        Reel reel = reels.get(Size.of(spec));
        if (reel != null && reel.sources.remove(source) && reel.sources.isEmpty()) {
            reels.remove(Size.of(spec)).release();
        }
    }

    /** Pictures that were to be sent, by every source of their size, since the start. For any thread. */
    synchronized long due() {
        return due;
    }

    /** Pictures that were too late to be sent, by any source of their size, since the start. For any thread. */
    synchronized long lost() {
        return lost;
    }

    private synchronized void push(Reel reel) {
        long now = System.nanoTime();
        boolean inTime = reel.pace.next(now).isPresent();
        if (reel.sources.isEmpty()) {
            return;
        }
        due++;
        if (!inTime) {
            lost++;
            return;
        }
        try {
            reel.push(now);
        } catch (RuntimeException | Error e) {
            LOG.error("no picture was sent", e);
        }
    }

    /** Ends the thread and gives the pictures back. */
    @Override
    public void close() {
        thread.shutdownNow();
        synchronized (this) {
            reels.values().forEach(Reel::release);
            reels.clear();
        }
    }

    /** Pictures of one size, drawn once, sent over and over. */
    private final class Reel {
        private final List<CustomVideoSource> sources = new ArrayList<>();
        private final List<NativeI420Buffer> pictures = new ArrayList<>();
        private final Pace pace;
        private final Future<?> ticking;
        private int next;

        Reel(Size size) {
            for (int i = 0; i < size.pictures(); i++) {
                NativeI420Buffer picture = NativeI420Buffer.allocate(size.width(), size.height());
                PatternPicture.draw(luma(picture), chroma(picture, true), chroma(picture, false), i);
                pictures.add(picture);
            }
            long gap = TimeUnit.SECONDS.toNanos(1) / size.framesPerSecond();
            pace = new Pace(gap, Math.max(gap, PeerFactory.MOST_LATE.toNanos()), System.nanoTime());
            ticking = thread.scheduleAtFixedRate(() -> VideoPump.this.push(this), 0, gap, TimeUnit.NANOSECONDS);
        }

        void push(long now) {
            NativeI420Buffer picture = pictures.get(next);
            next = (next + 1) % pictures.size();
            FrameMark.stampTime(luma(picture), now);
            VideoFrame frame = new VideoFrame(picture, now);
            sources.forEach(source -> source.pushFrame(frame));
        }

        void release() {
            ticking.cancel(false);
            pictures.forEach(NativeI420Buffer::release);
            pictures.clear();
            sources.clear();
        }
    }

    static Plane luma(dev.onvoid.webrtc.media.video.I420Buffer picture) {
        return new Plane(picture.getDataY(), picture.getStrideY(), picture.getWidth(), picture.getHeight());
    }

    private static Plane chroma(NativeI420Buffer picture, boolean blue) {
        return new Plane(
                blue ? picture.getDataU() : picture.getDataV(),
                blue ? picture.getStrideU() : picture.getStrideV(),
                (picture.getWidth() + 1) / 2,
                (picture.getHeight() + 1) / 2);
    }
}
