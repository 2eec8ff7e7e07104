package dev.plimsoll.bench.measure;

/** One figure of one round. */
public record Reading(String name, String unit, double value) {}
