package dev.plimsoll.agents.media;

/** Sound without an end: 48 kHz, one channel, 16 bits. For one thread. */
public interface AudioSignal {
    int SAMPLE_RATE = 48_000;
    /** 10 ms, the unit in which the library takes audio. */
    int FRAME_SAMPLES = SAMPLE_RATE / 100;

    /** Fills a frame with what comes next. */
    void fill(short[] frame);
}
