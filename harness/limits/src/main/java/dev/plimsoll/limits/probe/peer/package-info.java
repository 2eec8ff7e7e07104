/** Peers as probes have them talk: who they are, what they send, what they must be answered, and when. */
package dev.plimsoll.limits.probe.peer;
