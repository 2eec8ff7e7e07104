package dev.plimsoll.sandbox.turn;

import static dev.plimsoll.sandbox.turn.TurnClient.GRANTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.sandbox.turn.TurnWorld.Minted;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What an operator does to coturn while clients use it. */
class TurnControlIT {
    private static final int HOUR = 3_600;

    @Test
    void a_server_that_was_stopped_comes_back_on_its_ports_with_its_secret_and_without_allocations() throws Exception {
        try (TurnWorld world = new TurnWorld("")) {
            Minted minted = world.mint("{\"ttl\":3600}");
            TurnClient before = world.client(minted);
            assertThat(before.allocate(HOUR)).isEqualTo(GRANTED);

            assertThat(world.operate("stop", "").statusCode()).isEqualTo(200);
            assertThat(world.coturnIsAlive()).isFalse();
            HttpResponse<String> started = world.operate("start", "");

            assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
            long pid = new ObjectMapper().readTree(started.body()).path("pid").asLong();
            assertThat(ProcessHandle.of(pid)).isPresent();
            assertThat(before.refresh()).as("its allocation is gone").isNotEqualTo(GRANTED);
            assertThat(world.client(minted).allocate(HOUR)).isEqualTo(GRANTED);
            assertThat(world.operate("start", "").body()).as("it runs already").isEqualTo(started.body());
        }
    }

    @Test
    void every_credential_that_is_out_ends_and_new_ones_do_not() throws Exception {
        try (TurnWorld world = new TurnWorld("")) {
            TurnClient old = world.client(world.mint("{\"ttl\":3600}"));
            old.allocate(HOUR);

            assertThat(world.operate("credentials/expire", "").statusCode()).isEqualTo(200);
            TurnClient fresh = world.client(world.mint("{\"ttl\":3600}"));
            fresh.allocate(HOUR);

            assertThat(TurnIT.becomes(437, old)).as("the allocation is gone").isTrue();
            assertThat(fresh.refresh()).isEqualTo(GRANTED);
        }
    }

    @Test
    void credentials_can_be_given_some_time() throws Exception {
        try (TurnWorld world = new TurnWorld("")) {
            TurnClient client = world.client(world.mint("{\"ttl\":3600}"));
            client.allocate(HOUR);

            world.operate("credentials/expire", "{\"in\":\"2s\"}");

            assertThat(client.refresh()).isEqualTo(GRANTED);
            assertThat(TurnIT.becomes(437, client)).isTrue();
            assertThat(world.operate("credentials/expire", "{\"in\":\"soon\"}").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void nobody_without_the_control_token_can_do_so() throws Exception {
        try (TurnWorld world = new TurnWorld("")) {
            for (String what : new String[] {"stop", "start", "credentials/expire"}) {
                assertThat(world.withoutToken(what).statusCode()).as(what).isEqualTo(401);
            }
            assertThat(world.coturnIsAlive()).isTrue();
        }
    }
}
