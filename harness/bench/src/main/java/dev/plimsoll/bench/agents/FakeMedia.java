package dev.plimsoll.bench.agents;

import dev.plimsoll.agents.media.AudioSignal;
import dev.plimsoll.agents.media.PatternPicture;
import dev.plimsoll.agents.media.Plane;
import dev.plimsoll.agents.media.SpeechSignal;
import dev.plimsoll.model.scenario.VideoSpec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the agents say and show, as files for the microphone and the camera of a browser that has neither. */
final class FakeMedia {
    private static final int SECONDS = 20;
    private static final int WAV_HEADER = 44;
    /** As many as the agents send over and over. */
    private static final int PICTURES = 32;

    private FakeMedia() {}

    /** A WAV file of speech-like sound, mono, 48 kHz. */
    static Path sound(Path folder) throws IOException {
        int bytes = 2 * SECONDS * AudioSignal.SAMPLE_RATE;
        ByteBuffer wav = ByteBuffer.allocate(WAV_HEADER + bytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(WAV_HEADER - 8 + bytes).put(ascii("WAVEfmt "));
        wav.putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(AudioSignal.SAMPLE_RATE).putInt(2 * AudioSignal.SAMPLE_RATE);
        wav.putShort((short) 2).putShort((short) 16);
        wav.put(ascii("data")).putInt(bytes);
        AudioSignal speech = new SpeechSignal(1);
        short[] frame = new short[AudioSignal.FRAME_SAMPLES];
        while (wav.hasRemaining()) {
            speech.fill(frame);
            for (short sample : frame) {
                wav.putShort(sample);
            }
        }
        return Files.write(folder.resolve("sound.wav"), wav.array());
    }

    /** A Y4M file of the moving pattern. */
    static Path pictures(Path folder) throws IOException {
        VideoSpec spec = VideoSpec.SMALL;
        Path file = folder.resolve("pictures.y4m");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(ascii("YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420jpeg\n"
                    .formatted(spec.width(), spec.height(), spec.framesPerSecond())));
            List<Plane> planes = List.of(
                    Plane.allocate(spec.width(), spec.height()),
                    Plane.allocate(spec.width() / 2, spec.height() / 2),
                    Plane.allocate(spec.width() / 2, spec.height() / 2));
            for (int picture = 0; picture < PICTURES; picture++) {
                PatternPicture.draw(planes.get(0), planes.get(1), planes.get(2), picture);
                out.write(ascii("FRAME\n"));
                for (Plane plane : planes) {
                    out.write(plane.data().array());
                }
            }
        }
        return file;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
