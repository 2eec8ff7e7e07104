package dev.plimsoll.bench.agents;

/**
 * What the ends of all calls have received so far, by their own account. They give it once a second, each at its own time,
 * so that it is up to a second old when it is read.
 *
 * @param echoes messages that came back to the callers
 * @param audioPackets at both ends
 * @param frames at both ends, complete, whether decoded or not
 * @param pairSeconds when it was counted: the sum over the pairs, on any clock that does not change
 */
record Flow(long echoes, long audioPackets, long frames, double pairSeconds) {
    static final Flow NONE = new Flow(0, 0, 0, 0);

    Flow plus(Flow other) {
        return new Flow(
                echoes + other.echoes,
                audioPackets + other.audioPackets,
                frames + other.frames,
                pairSeconds + other.pairSeconds);
    }

    /**
     * How much of what the calls should have brought came since an earlier flow of the same calls, in percent; over the time
     * between the two counts of each, not between the two readings.
     */
    double receivedSince(Flow earlier, CallKind kind) {
        double expected = kind.perPairAndSecond() * (pairSeconds - earlier.pairSeconds);
        return 100 * (kind.of(this) - kind.of(earlier)) / expected;
    }
}
