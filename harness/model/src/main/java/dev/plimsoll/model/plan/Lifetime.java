package dev.plimsoll.model.plan;

import java.time.Duration;

/**
 * From when to when one connection is to be open, from the start of the load.
 *
 * @param slot its place in the load; a connection that is replaced leaves its place to its successor
 */
record Lifetime(int slot, Duration openAt, Duration closeAt) {}
