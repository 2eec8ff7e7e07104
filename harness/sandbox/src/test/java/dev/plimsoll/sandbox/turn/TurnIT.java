package dev.plimsoll.sandbox.turn;

import static dev.plimsoll.sandbox.turn.TurnClient.GRANTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.sandbox.turn.TurnWorld.Minted;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The credential API and coturn behind it; what each must answer stands in Cloudflare's and coturn's documentation. */
class TurnIT {
    private static final int HOUR = 3_600;

    @Test
    void generate_ice_servers_answers_201_with_an_array_and_generate_with_an_object() throws Exception {
        try (TurnWorld world = new TurnWorld("")) {
            JsonNode array = world.iceServers("generate-ice-servers", "{\"ttl\":3600}");
            JsonNode object = world.iceServers("generate", "{\"ttl\":3600}");

            assertThat(array.isArray()).isTrue();
            assertThat(array).hasSize(2);
            assertThat(array.get(0).has("username")).isFalse();
            assertThat(array.get(0).path("urls").toString()).contains(":53\"");
            assertThat(array.get(1).path("urls").toString()).contains(":53?transport=udp");
            assertThat(object.isObject()).isTrue();
            assertThat(object.path("urls")).hasSizeGreaterThan(3);
            assertThat(object.toString() + array).doesNotContain("ttl", "expires");
        }
    }

    @ParameterizedTest
    @CsvSource({"a, 1, true", "b, 2, true", "c, 2, false"})
    void each_response_variant_on_record_can_be_had(String variant, int entries, boolean port53) throws Exception {
        try (TurnWorld world = new TurnWorld("turnApi: { iceVariant: " + variant + " }")) {
            JsonNode servers = world.iceServers("generate-ice-servers", "{\"ttl\":60}");

            assertThat(servers).hasSize(entries);
            assertThat(servers.findValues("urls").toString().matches(".*:53[\"?].*"))
                    .isEqualTo(port53);
            assertThat(servers.toString()).contains("stun:", "turn:", "turns:", "username", "credential");
        }
    }

    @Test
    void what_is_wrong_with_a_request_has_its_status() throws Exception {
        try (TurnWorld world = new TurnWorld("")) {
            for (String ttl : List.of("0", "-1", "172801", "864000", "\"x\"", "1.5")) {
                assertThat(world.call("generate", "{\"ttl\":" + ttl + "}").statusCode())
                        .as("ttl " + ttl)
                        .isEqualTo(400);
            }
            for (String body : List.of("{\"ttl\":1}", "{\"ttl\":172799}", "{\"ttl\":172800}", "{}", "")) {
                assertThat(world.call("generate", body).statusCode()).as(body).isEqualTo(201);
            }
            assertThat(world.call("generate", "no json").statusCode()).isEqualTo(400);
            assertThat(world.post(world.key().id(), "generate", "wrong", "{}").statusCode())
                    .isEqualTo(401);
            assertThat(world.post("unknown", "generate", world.key().secret().reveal(), "{}")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void ttls_out_of_range_are_clamped_where_that_is_configured() throws Exception {
        try (TurnWorld world = new TurnWorld("turnApi: { ttlPolicy: clamp }")) {
            assertThat(expiryIn(world.mint("{\"ttl\":864000}"))).isBetween(172_790L, 172_800L);
            assertThat(expiryIn(world.mint("{\"ttl\":0}"))).isLessThan(2);
        }
    }

    private static long expiryIn(Minted minted) {
        long expiry =
                Long.parseLong(minted.username().substring(0, minted.username().indexOf(':')));
        return expiry - System.currentTimeMillis() / 1000;
    }

    @Test
    void a_credential_allocates_until_its_time_is_over_and_is_cut_off_soon_after() throws Exception {
        try (TurnWorld world = new TurnWorld("turnApi: { cutoffDelay: 1s }")) {
            Minted minted = world.mint("{\"ttl\":2}");
            TurnClient client = world.client(minted);

            assertThat(client.allocate(HOUR)).isEqualTo(GRANTED);
            assertThat(client.refresh()).isEqualTo(GRANTED);
            // Without an allocation coturn checks the credential again, whose time is over.
            assertThat(becomes(401, client)).as("the allocation is gone").isTrue();
            assertThat(world.client(minted).allocate(HOUR)).isEqualTo(401);
        }
    }

    @Test
    void a_revoked_credential_answers_204_every_time_and_loses_its_allocation() throws Exception {
        try (TurnWorld world = new TurnWorld("turnApi: { cutoffDelay: 100ms }")) {
            Minted kept = world.mint("{\"ttl\":3600}");
            Minted revoked = world.mint("{\"ttl\":3600}");
            TurnClient goesOn = world.client(kept);
            TurnClient ends = world.client(revoked);
            goesOn.allocate(HOUR);
            ends.allocate(HOUR);

            assertThat(world.revoke(revoked)).isEqualTo(204);
            assertThat(world.revoke(revoked)).isEqualTo(204);
            assertThat(world.revoke(new Minted("nobody", ""))).isEqualTo(404);
            assertThat(world.revoke(new Minted("9999999999:nobody", ""))).isEqualTo(404);
            assertThat(becomes(437, ends)).as("the allocation is gone").isTrue();
            assertThat(goesOn.refresh()).isEqualTo(GRANTED);
        }
    }

    @Test
    void the_credentials_of_a_welcome_end_like_those_of_the_api() throws Exception {
        try (TurnWorld world = new TurnWorld("turnApi: { injectedTtl: 2s, cutoffDelay: 1s }")) {
            Minted injected = world.welcomed("alice");
            TurnClient client = world.client(injected);

            assertThat(client.allocate(HOUR)).isEqualTo(GRANTED);
            assertThat(becomes(401, client)).as("the allocation is gone").isTrue();
        }
    }

    @Test
    void a_fault_of_a_quota_that_is_not_set_is_refused_at_the_start() {
        assertThatThrownBy(() -> new TurnWorld("faults: [turn-user-quota-one-too-many]"))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("no quota to bend");
    }

    @Test
    void a_user_has_as_many_allocations_as_its_quota_and_486_beyond() throws Exception {
        try (TurnWorld world = new TurnWorld("turnServer: { userQuota: 2 }")) {
            assertThat(allocations(world, "alice", 3)).containsExactly(GRANTED, GRANTED, 486);
            assertThat(allocations(world, "bob", 1)).containsExactly(GRANTED);
        }
    }

    @Test
    void the_server_has_as_many_allocations_as_its_total_quota() throws Exception {
        try (TurnWorld world = new TurnWorld("turnServer: { totalQuota: 2 }")) {
            assertThat(List.of(
                            allocations(world, "a", 1).get(0),
                            allocations(world, "b", 1).get(0),
                            allocations(world, "c", 1).get(0)))
                    .containsExactly(GRANTED, GRANTED, 486);
        }
    }

    @Test
    void relay_ports_that_run_out_meet_508() throws Exception {
        try (TurnWorld world = new TurnWorld("turnServer: { minPort: 50000, maxPort: 50003 }")) {
            assertThat(allocations(world, "a", 20)).contains(GRANTED, 508);
        }
    }

    @Test
    void the_bandwidth_of_the_server_that_is_reserved_meets_486() throws Exception {
        try (TurnWorld world = new TurnWorld("turnServer: { maxBps: 100000, bpsCapacity: 200000 }")) {
            assertThat(allocations(world, "a", 4)).contains(GRANTED, 486);
        }
    }

    @Test
    void lifetimes_are_held_to_their_bounds() throws Exception {
        try (TurnWorld world = new TurnWorld("turnServer: { maxAllocateLifetime: 20m }")) {
            TurnClient brief = world.client(world.mint("{}"));
            brief.allocate(60);
            TurnClient greedy = world.client(world.mint("{}"));
            greedy.allocate(99_999);

            assertThat(brief.lifetime()).isEqualTo(600);
            assertThat(greedy.lifetime()).isEqualTo(1_200);
        }
    }

    @Test
    void a_nonce_that_is_too_old_meets_438_and_the_new_one_works() throws Exception {
        try (TurnWorld world = new TurnWorld("turnServer: { staleNonce: 1s }")) {
            TurnClient client = world.client(world.mint("{}"));
            client.allocate(HOUR);

            assertThat(becomes(438, client)).isTrue();
            assertThat(client.refresh()).isEqualTo(GRANTED);
        }
    }

    static List<Integer> allocations(TurnWorld world, String user, int count) throws Exception {
        List<Integer> codes = new java.util.ArrayList<>();
        for (int i = 0; i < count; i++) {
            Minted minted = world.mint("{\"ttl\":" + (HOUR + i) + ",\"customIdentifier\":\"" + user + "\"}");
            codes.add(world.client(minted).allocate(HOUR));
        }
        return codes;
    }

    /** Whether refreshing comes to this answer within ten seconds. */
    static boolean becomes(int code, TurnClient client) throws Exception {
        for (int attempt = 0; attempt < 40; attempt++) {
            if (client.refresh() == code) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        return false;
    }
}
