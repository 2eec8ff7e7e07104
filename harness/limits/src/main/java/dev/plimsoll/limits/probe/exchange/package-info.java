/** Exchanges that packs write down step by step: a peer sends, is answered, others hear. */
package dev.plimsoll.limits.probe.exchange;
