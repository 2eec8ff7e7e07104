package dev.plimsoll.sandbox.turn;

import static dev.plimsoll.sandbox.turn.TurnClient.GRANTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.turn.TurnWorld.Minted;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every planted fault of TURN: what the sandbox does without it, and with it. */
class TurnFaultsIT {
    private static final int HOUR = 3_600;

    /** What can be seen from outside, as a text. */
    private interface Look {
        Object at(TurnWorld world) throws Exception;
    }

    private record Sight(String settings, Look look, Object sound, Object faulty) {}

    private static final Map<Fault, Sight> SIGHTS = sights();

    private static Map<Fault, Sight> sights() {
        Map<Fault, Sight> sights = new EnumMap<>(Fault.class);
        sights.put(
                Fault.TURN_CREDENTIAL_OUTLIVES_TTL,
                new Sight("turnApi: { cutoffDelay: 0s }", TurnFaultsIT::afterItsTime, 401, GRANTED));
        sights.put(
                Fault.TURN_CREDENTIAL_ENDS_EARLY,
                new Sight("", world -> world.client(world.mint("{}")).allocate(HOUR), GRANTED, 401));
        sights.put(
                Fault.TURN_REVOKE_IGNORED,
                new Sight("turnApi: { cutoffDelay: 0s }", TurnFaultsIT::revokedIsCut, true, false));
        sights.put(
                Fault.TURN_TTL_LIMIT_OFF,
                new Sight(
                        "", world -> world.call("generate", "{\"ttl\":172801}").statusCode(), 400, 201));
        sights.put(
                Fault.TURN_TTL_ONE_TOO_FEW,
                new Sight(
                        "", world -> world.call("generate", "{\"ttl\":172800}").statusCode(), 201, 400));
        sights.put(
                Fault.TURN_ARRAY_WHERE_OBJECT,
                new Sight("", world -> world.iceServers("generate", "{}").isObject(), true, false));
        sights.put(
                Fault.TURN_USER_QUOTA_ONE_TOO_MANY,
                new Sight(
                        "turnServer: { userQuota: 1 }",
                        world -> TurnIT.allocations(world, "a", 2).get(1),
                        486,
                        GRANTED));
        sights.put(
                Fault.TURN_TOTAL_QUOTA_ONE_TOO_FEW,
                new Sight(
                        "turnServer: { totalQuota: 2 }",
                        world -> TurnIT.allocations(world, "a", 2).get(1),
                        GRANTED,
                        486));
        sights.put(
                Fault.TURN_TTL_LEAST_OFF,
                new Sight("", world -> world.call("generate", "{\"ttl\":0}").statusCode(), 400, 201));
        sights.put(
                Fault.TURN_OBJECT_WHERE_ARRAY,
                new Sight(
                        "",
                        world -> world.iceServers("generate-ice-servers", "{}").isArray(),
                        true,
                        false));
        sights.put(
                Fault.TURN_SECRET_NOT_CHECKED,
                new Sight(
                        "",
                        world -> world.post(world.key().id(), "generate", "wrong", "{}")
                                .statusCode(),
                        401,
                        201));
        sights.put(Fault.TURN_REVOKE_WRONG_STATUS, new Sight("", world -> world.revoke(world.mint("{}")), 204, 200));
        coturns(sights);
        return sights;
    }

    private static void coturns(Map<Fault, Sight> sights) {
        sights.put(
                Fault.TURN_CREDENTIAL_NOT_CHECKED,
                new Sight(
                        "",
                        world -> world.client(new Minted("9999999999:a", "wrong"))
                                .allocate(HOUR),
                        401,
                        GRANTED));
        sights.put(
                Fault.TURN_PEERS_NOT_DENIED,
                new Sight("", world -> allocated(world).permit("224.0.0.1"), 403, GRANTED));
        sights.put(
                Fault.TURN_NONCE_NEVER_STALE,
                new Sight("turnServer: { staleNonce: 1s }", TurnFaultsIT::refreshWithOldNonce, 438, GRANTED));
        sights.put(
                Fault.TURN_RATE_OFF,
                new Sight(
                        "turnServer: { maxBps: 1000, bpsCapacity: 1000 }",
                        world -> TurnIT.allocations(world, "a", 2).get(1),
                        486,
                        GRANTED));
        sights.put(
                Fault.TURN_RELAYS_IPV6,
                new Sight("", world -> world.client(world.mint("{}")).allocateIpv6(), 440, GRANTED));
        sights.put(Fault.TURN_LIFETIME_AS_ASKED, new Sight("", TurnFaultsIT::lifetimeOfAMinute, 600L, 60L));
        sights.put(
                Fault.TURN_WRONG_ERROR_CODES,
                new Sight("", world -> allocated(world).allocate(HOUR), 437, 400));
    }

    private static TurnClient allocated(TurnWorld world) throws Exception {
        TurnClient client = world.client(world.mint("{}"));
        assertThat(client.allocate(HOUR)).isEqualTo(GRANTED);
        return client;
    }

    private static Object lifetimeOfAMinute(TurnWorld world) throws Exception {
        TurnClient client = world.client(world.mint("{}"));
        assertThat(client.allocate(60)).isEqualTo(GRANTED);
        return client.lifetime();
    }

    private static Object refreshWithOldNonce(TurnWorld world) throws Exception {
        TurnClient client = allocated(world);
        TimeUnit.MILLISECONDS.sleep(2_100);
        return client.refresh();
    }

    static Stream<Fault> faults() {
        return SIGHTS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_can_be_seen(Fault fault) throws Exception {
        Sight sight = SIGHTS.get(fault);
        try (TurnWorld sound = new TurnWorld(sight.settings())) {
            assertThat(sight.look().at(sound)).as("without " + fault.id()).isEqualTo(sight.sound());
        }
        try (TurnWorld faulty = new TurnWorld(sight.settings() + "\nfaults: [" + fault.id() + "]")) {
            assertThat(sight.look().at(faulty)).as("with " + fault.id()).isEqualTo(sight.faulty());
        }
    }

    @Test
    void no_fault_is_left_out() {
        assertThat(SIGHTS.keySet())
                .containsAll(Arrays.stream(Fault.values())
                        .filter(fault -> fault.name().startsWith("TURN_"))
                        .toList());
    }

    /** coturn holds a credential good in the second in which it ends. */
    private static Object afterItsTime(TurnWorld world) throws Exception {
        Minted minted = world.mint("{\"ttl\":1}");
        TimeUnit.MILLISECONDS.sleep(2_100);
        return world.client(minted).allocate(HOUR);
    }

    private static Object revokedIsCut(TurnWorld world) throws Exception {
        Minted minted = world.mint("{\"ttl\":3600}");
        TurnClient client = world.client(minted);
        client.allocate(HOUR);
        world.revoke(minted);
        return TurnIT.becomes(437, client);
    }
}
