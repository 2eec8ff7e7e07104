package dev.plimsoll.sandbox.fault;

import dev.plimsoll.sandbox.config.SandboxConfig;
import dev.plimsoll.sandbox.connect.Scope;
import dev.plimsoll.signalling.Action;
import dev.plimsoll.signalling.CloseCode;
import dev.plimsoll.signalling.ProtocolLimits;
import dev.plimsoll.signalling.auth.TokenVerifier;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The numbers and answers that the sandbox goes by now: its configuration, as the faults that are on bend it. For the
 * server's event loop.
 */
public final class Rules {
    private static final Duration EXPIRY_OFF_BY = Duration.ofSeconds(2);

    private final Supplier<SandboxConfig> config;
    private final Faults faults;

    public Rules(Supplier<SandboxConfig> config, Faults faults) {
        this.config = config;
        this.faults = faults;
    }

    public SandboxConfig config() {
        return config.get();
    }

    public boolean has(Fault fault) {
        return faults.has(fault);
    }

    /** How many events a fault has spoiled since the start. */
    public long struck(Fault fault) {
        return faults.struck(fault);
    }

    void strike(Fault fault) {
        faults.strike(fault);
    }

    /** Open connections of an app beyond which a connect is turned away. */
    public int concurrentLimit() {
        if (has(Fault.CAP_OFF)) {
            return Integer.MAX_VALUE;
        }
        return config().maxConcurrentConnections()
                + shift(Fault.CAP_ONE_TOO_MANY, 1)
                + shift(Fault.CAP_ONE_TOO_FEW, -1);
    }

    /** Connects of one address in a window beyond which HTTP refuses. */
    public int connectsPerIp() {
        if (has(Fault.IP_LIMIT_OFF)) {
            return Integer.MAX_VALUE - 1;
        }
        return config().connectsPerIp() + shift(Fault.IP_LIMIT_ONE_TOO_MANY, 1) + shift(Fault.IP_LIMIT_ONE_TOO_FEW, -1);
    }

    public Set<TokenVerifier.Check> tokenChecks() {
        Set<TokenVerifier.Check> checks = EnumSet.allOf(TokenVerifier.Check.class);
        without(checks, Fault.SIGNATURE_NOT_CHECKED, TokenVerifier.Check.SIGNATURE);
        without(checks, Fault.KID_NOT_REQUIRED, TokenVerifier.Check.KEY_ID);
        without(checks, Fault.EXPIRED_TOKEN_ADMITTED, TokenVerifier.Check.EXPIRY);
        without(checks, Fault.METADATA_LIMITS_OFF, TokenVerifier.Check.METADATA_SIZE);
        return checks;
    }

    /** How long before its {@code exp} a connection is closed; negative after it. */
    public Duration expirySkew() {
        Duration skew = config().expirySkew();
        if (has(Fault.EXPIRY_TOO_EARLY)) {
            return skew.plus(EXPIRY_OFF_BY);
        }
        return has(Fault.EXPIRY_TOO_LATE) ? skew.minus(EXPIRY_OFF_BY) : skew;
    }

    public CloseCode expiryClose() {
        return has(Fault.EXPIRY_WRONG_CLOSE_CODE) ? CloseCode.INVALID_TOKEN : CloseCode.TOKEN_EXPIRED;
    }

    public CloseCode badSignatureClose() {
        return has(Fault.BAD_SIGNATURE_WRONG_CODE) ? CloseCode.CHANNEL_NOT_AUTHORIZED : CloseCode.INVALID_TOKEN;
    }

    public double bucketRate() {
        return has(Fault.RATE_LIMIT_HALVED) ? config().bucketRate() / 2 : config().bucketRate();
    }

    public int bucketBurst() {
        return has(Fault.RATE_LIMIT_HALF_BURST) ? config().bucketBurst() / 2 : config().bucketBurst();
    }

    public boolean ratesAreUnlimited() {
        return has(Fault.RATE_LIMIT_OFF);
    }

    public CloseCode overRateClose() {
        return has(Fault.RATE_LIMIT_WRONG_CLOSE_CODE) ? CloseCode.POLICY_VIOLATION : CloseCode.OVER_MESSAGE_RATE;
    }

    public int maxFrameBytes() {
        if (has(Fault.FRAME_LIMIT_OFF)) {
            return Integer.MAX_VALUE;
        }
        return has(Fault.FRAME_LIMIT_TOO_LOW) ? config().maxFrameBytes() / 2 : config().maxFrameBytes();
    }

    public CloseCode tooBigClose() {
        return has(Fault.FRAME_LIMIT_WRONG_CLOSE_CODE) ? CloseCode.POLICY_VIOLATION : CloseCode.MESSAGE_TOO_BIG;
    }

    public int maxChannels() {
        return ProtocolLimits.MAX_CHANNELS_PER_CONNECTION + shift(Fault.CHANNEL_LIMIT_ONE_TOO_MANY, 1);
    }

    public boolean permits(Scope scope, Action action) {
        return has(Fault.ACTIONS_NOT_CHECKED) || scope.permits(action);
    }

    public boolean covers(Scope scope, String channel) {
        if (has(Fault.UNAUTHORIZED_CHANNEL_ALLOWED)) {
            return true;
        }
        return has(Fault.STAR_CROSSES_SLASH) ? scope.withStarsCrossingSlashes().covers(channel) : scope.covers(channel);
    }

    public int maxRestBody() {
        return has(Fault.REST_BODY_LIMIT_OFF) ? 1 << 20 : config().maxRestBody();
    }

    /** How far the bounds of what is minted are off. */
    public int mintShift() {
        return shift(Fault.REST_MINT_ONE_TOO_MANY, 1) + shift(Fault.REST_MINT_ONE_TOO_FEW, -1);
    }

    public CloseCode kickClose() {
        return has(Fault.REST_KICK_WRONG_CLOSE_CODE) ? CloseCode.NORMAL : CloseCode.ADMIN_DISCONNECT;
    }

    private int shift(Fault fault, int by) {
        return has(fault) ? by : 0;
    }

    private <T> void without(Set<T> set, Fault fault, T element) {
        if (has(fault)) {
            set.remove(element);
        }
    }
}
