package dev.plimsoll.sandbox.config;

import java.time.Duration;

/**
 * How the TURN credential API behaves (Cloudflare docs, realtime/turn).
 *
 * @param iceVariant which of the three response shapes on record generate-ice-servers answers with
 * @param ttlPolicy what a TTL out of range meets
 * @param ttlDefault where the request names none
 * @param ttlMax 48 h documented
 * @param injectedTtl how long the credentials in welcomes hold
 * @param cutoffDelay how long an allocation outlives the end or the revocation of its credential
 */
public record TurnApi(
        IceVariant iceVariant,
        TtlPolicy ttlPolicy,
        Duration ttlDefault,
        Duration ttlMax,
        Duration injectedTtl,
        Duration cutoffDelay) {
    public enum IceVariant {
        /** One entry that mixes STUN and TURN URLs. */
        A,
        /** Two entries, with URLs on port 53 among them. */
        B,
        /** Two entries without port 53. */
        C
    }

    public enum TtlPolicy {
        REJECT,
        CLAMP
    }
}
