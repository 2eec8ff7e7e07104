package dev.plimsoll.sandbox.bench;

/** One figure of one round. */
record Reading(String name, String unit, double value) {}
