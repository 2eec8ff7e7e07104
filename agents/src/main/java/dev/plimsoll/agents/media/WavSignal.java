package dev.plimsoll.agents.media;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** A WAV file over and over: PCM of 16 bits, any rate from 8 to 192 kHz; of several channels the first. */
public final class WavSignal implements AudioSignal {
    /** Ten minutes of stereo at 48 kHz. */
    static final long LARGEST = 120_000_000;

    private static final int PCM = 1;
    private static final int LOWEST_RATE = 8_000;
    private static final int HIGHEST_RATE = 192_000;
    private static final int RIFF = 0x4646_4952;
    private static final int WAVE = 0x4556_4157;
    private static final int FORMAT = 0x2074_6d66;
    private static final int DATA = 0x6174_6164;

    private final short[] samples;
    private final double step;
    private double position;

    private WavSignal(short[] samples, int rate) {
        this.samples = samples;
        this.step = (double) rate / SAMPLE_RATE;
    }

    /** @throws PlimsollException USAGE if the file is not such a WAV file */
    public static WavSignal read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw unusable(file, "is larger than " + LARGEST / 1_000_000 + " MB", null);
            }
            return parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw unusable(file, "cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw unusable(file, e.getMessage(), e);
        }
    }

    private static PlimsollException unusable(Path file, String what, Exception cause) {
        return new PlimsollException(
                ExitCode.USAGE, file + " " + what, "give a WAV file: PCM, 16 bits, 8 to 192 kHz", cause);
    }

    /** @throws IllegalArgumentException saying what is wrong with it */
    static WavSignal parse(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        require(in.remaining() >= 12 && in.getInt() == RIFF, "is no RIFF file");
        in.getInt();
        require(in.getInt() == WAVE, "is no WAVE file");
        int channels = 0;
        int rate = 0;
        while (in.remaining() >= 8) {
            int chunk = in.getInt();
            int size = in.getInt();
            require(size >= 0, "has a chunk without a length");
            int begin = in.position();
            if (chunk == FORMAT) {
                require(size >= 16 && in.remaining() >= 16, "has no whole format");
                require(in.getShort() == PCM, "is not PCM");
                channels = in.getShort();
                rate = in.getInt();
                in.position(begin + 14);
                require(in.getShort() == 16, "has not 16 bits");
                require(channels > 0 && rate >= LOWEST_RATE && rate <= HIGHEST_RATE, "has a rate out of range");
            } else if (chunk == DATA) {
                require(channels > 0, "has its data before its format");
                return new WavSignal(firstChannel(in, Math.min(size, in.remaining()), channels), rate);
            }
            in.position((int) Math.min((long) in.limit(), (long) begin + size + (size & 1)));
        }
        throw new IllegalArgumentException("has no data");
    }

    private static short[] firstChannel(ByteBuffer in, int bytes, int channels) {
        short[] samples = new short[bytes / 2 / channels];
        require(samples.length > 0, "has no data");
        for (int i = 0; i < samples.length; i++) {
            samples[i] = in.getShort(in.position() + 2 * i * channels);
        }
        return samples;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    @Override
    public void fill(short[] frame) {
        for (int i = 0; i < frame.length; i++) {
            int at = (int) position;
            double part = position - at;
            frame[i] = (short) Math.round((1 - part) * samples[at] + part * samples[(at + 1) % samples.length]);
            position = (position + step) % samples.length;
        }
    }
}
