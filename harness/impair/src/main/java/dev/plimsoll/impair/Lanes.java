package dev.plimsoll.impair;

import java.util.SplittableRandom;

/** Makes lanes whose randomness depends on the seed, the route, the direction and the flow's number alone. */
record Lanes(long seed, int route) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    Lane up(int flow, long now) {
        return lane(2 * route, flow, now);
    }

    Lane down(int flow, long now) {
        return lane(2 * route + 1, flow, now);
    }

    private Lane lane(int direction, int flow, long now) {
        long place = ((long) direction << 32) + flow;
        return new Lane(new SplittableRandom(seed + GOLDEN * (place + 1)), now);
    }
}
