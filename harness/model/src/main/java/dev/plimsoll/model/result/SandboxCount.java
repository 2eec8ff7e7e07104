package dev.plimsoll.model.result;

/** What the sandbox counted itself, to hold the generator's numbers against. */
public record SandboxCount(long accepted, long rejected, long peakConnections, long published, long deliveries) {}
