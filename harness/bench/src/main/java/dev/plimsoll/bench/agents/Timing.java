package dev.plimsoll.bench.agents;

/**
 * How long a side rests before its calls, warms up with them, and is measured.
 *
 * @param restSeconds until its processes have started what they start; its memory is read then
 */
record Timing(double restSeconds, double warmUpSeconds, double measuredSeconds) {}
