package dev.plimsoll.model.limit;

/**
 * Where a limit was found that nobody states.
 *
 * @param lowest of what the rounds found to be the last value that is accepted
 * @param highest of it
 * @param rounds how often it was looked for
 */
public record Spread(long lowest, long highest, int rounds) {
    public Spread {
        if (lowest > highest || rounds < 1) {
            throw new IllegalArgumentException(lowest + " to " + highest + " in " + rounds + " rounds");
        }
    }

    public String text() {
        return (lowest == highest ? Long.toString(lowest) : lowest + " to " + highest) + " in " + rounds
                + (rounds == 1 ? " round" : " rounds");
    }
}
