package dev.plimsoll.sandbox.hub;

/** What the hub counted since it started. */
public record HubCounts(long accepted, long peakConnections, long published, long deliveries) {}
