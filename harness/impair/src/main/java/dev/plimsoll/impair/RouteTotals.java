package dev.plimsoll.impair;

/**
 * What one route came to so far.
 *
 * @param profile the name of the profile that holds now
 * @param flows open now
 * @param refused flows that could not be opened: too many, or the server did not take the connection
 */
public record RouteTotals(
        Route route, String profile, int flows, long refused, DirectionTotals up, DirectionTotals down) {}
