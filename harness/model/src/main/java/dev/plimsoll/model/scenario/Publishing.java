package dev.plimsoll.model.scenario;

/**
 * What the connections of a load send.
 *
 * @param publisherShare which part of the connections publish, 0 to 1
 * @param perSecond arrival rate of one publisher's publishes
 * @param burst how many publishes leave at once; the rate stays what it is
 * @param payloadBytes size of a publish's filler
 * @param directsPerSecond rate at which each publisher also sends to one other peer of its channel
 */
public record Publishing(
        double publisherShare, double perSecond, int burst, int payloadBytes, double directsPerSecond) {}
