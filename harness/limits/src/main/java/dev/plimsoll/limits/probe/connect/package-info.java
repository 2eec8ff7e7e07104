/** Probes of how connections begin, live and end: who is let in, how often, for how long, and how one hears of the end. */
package dev.plimsoll.limits.probe.connect;
