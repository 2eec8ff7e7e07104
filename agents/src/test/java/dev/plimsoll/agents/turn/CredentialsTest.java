package dev.plimsoll.agents.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.signalling.ice.IceServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> minted = new ArrayList<>();
    private final Deque<CompletableFuture<List<IceServer>>> underWay = new ArrayDeque<>();
    private final List<Duration> waits = new ArrayList<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private Instant now = START;

    @Test
    void a_credential_is_used_until_a_minute_before_its_end() {
        Credentials credentials = credentials(HOUR, false);
        Lease first = granted(credentials.lease("a"));

        now = START.plusSeconds(3540).minusNanos(1);
        assertThat(credentials.lease("a")).isCompletedWithValue(first);
        now = START.plusSeconds(3540);
        granted(credentials.lease("a"));

        assertThat(minted).hasSize(2);
        assertThat(first.expiresAt()).contains(START.plusSeconds(3600));
    }

    @Test
    void what_was_forgotten_is_not_handed_out_again() {
        Credentials credentials = credentials(HOUR, false);
        Lease first = granted(credentials.lease("a"));

        credentials.forget();
        Lease second = granted(credentials.lease("a"));

        assertThat(minted).hasSize(2);
        assertThat(second).isNotSameAs(first);
    }

    @Test
    void what_was_asked_for_before_all_was_forgotten_is_asked_for_again() {
        Credentials credentials = credentials(HOUR, false);
        CompletableFuture<Lease> wanted = credentials.lease("a");

        credentials.forget();
        underWay.remove().complete(List.of(server()));

        assertThat(wanted).isNotDone();
        Lease second = granted(wanted);
        assertThat(minted).hasSize(2);
        assertThat(credentials.lease("a")).isCompletedWithValue(second);
    }

    @Test
    void callers_who_come_together_share_one_mint() {
        Credentials credentials = credentials(HOUR, false);
        CompletableFuture<Lease> one = credentials.lease("a");
        CompletableFuture<Lease> other = credentials.lease("a");

        Lease lease = granted(one);

        assertThat(minted).containsExactly("a");
        assertThat(other).isCompletedWithValue(lease);
    }

    @Test
    void every_peer_has_a_credential_of_its_own_unless_they_share() {
        Credentials own = credentials(HOUR, false);
        granted(own.lease("a"));
        granted(own.lease("b"));
        assertThat(minted).containsExactly("a", "b");

        minted.clear();
        Credentials shared = credentials(HOUR, true);
        granted(shared.lease("a"));
        shared.lease("b");
        assertThat(minted).hasSize(1);
    }

    @Test
    void while_minting_fails_the_old_credential_serves_to_its_true_end_and_no_longer() {
        Credentials credentials = credentials(HOUR, false);
        Lease first = granted(credentials.lease("a"));

        now = START.plusSeconds(3599);
        CompletableFuture<Lease> again = credentials.lease("a");
        refuse(false, Optional.empty());
        assertThat(again.join().servers()).isEqualTo(first.servers());
        assertThat(again.join().expiresAt()).isEqualTo(first.expiresAt());

        now = START.plusSeconds(3600);
        CompletableFuture<Lease> late = credentials.lease("a");
        refuse(false, Optional.empty());
        assertThat(late).isCompletedExceptionally();
    }

    @Test
    void a_refusal_that_may_pass_is_tried_again_and_the_services_wish_is_kept() {
        Credentials credentials = credentials(HOUR, false);
        CompletableFuture<Lease> lease = credentials.lease("a");

        refuse(true, Optional.of(Duration.ofSeconds(7)));
        assertThat(waits).containsExactly(Duration.ofSeconds(7));
        waiting.remove().run();
        refuse(true, Optional.empty());
        assertThat(waits.get(1)).isLessThanOrEqualTo(Duration.ofSeconds(1));
        waiting.remove().run();
        granted(lease);

        assertThat(minted).hasSize(3);
    }

    @Test
    void after_four_tries_it_gives_up_and_the_next_caller_begins_anew() {
        Credentials credentials = credentials(HOUR, false);
        CompletableFuture<Lease> lease = credentials.lease("a");
        for (int attempt = 1; attempt < 4; attempt++) {
            refuse(true, Optional.empty());
            waiting.remove().run();
        }
        refuse(true, Optional.empty());
        assertThat(lease).isCompletedExceptionally();

        granted(credentials.lease("a"));
    }

    @Test
    void a_wrong_key_is_not_tried_again() {
        CompletableFuture<Lease> lease = credentials(HOUR, false).lease("a");
        refuse(false, Optional.empty());

        assertThat(lease).isCompletedExceptionally();
        assertThat(waiting).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 172_801, 864_000})
    void a_life_that_is_not_documented_is_refused(long seconds) {
        assertThatThrownBy(() -> CredentialTerms.of(Duration.ofSeconds(seconds), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("172800");
    }

    @Property
    void it_is_renewed_within_its_life_and_not_much_too_early(
            @ForAll @LongRange(min = 1, max = 172_800) long seconds,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double chance) {
        Duration ttl = Duration.ofSeconds(seconds);
        CredentialTerms terms = CredentialTerms.of(ttl, false);

        Instant stale = terms.staleAt(START, chance);

        assertThat(stale).isAfter(START).isBefore(terms.expiresAt(START));
        assertThat(Duration.between(START, stale))
                .isGreaterThanOrEqualTo(ttl.multipliedBy(4).dividedBy(10));
        assertThat(Duration.between(stale, terms.expiresAt(START)))
                .isGreaterThanOrEqualTo(seconds >= 120 ? CredentialTerms.USUAL_MARGIN : ttl.dividedBy(2));
    }

    @Test
    void both_forms_of_the_apis_answer_are_read_and_anything_else_is_refused() {
        String server = "{\"urls\":[\"turn:h:3478\"],\"username\":\"u\",\"credential\":\"c\"}";

        assertThat(CloudflareSource.read("{\"iceServers\":[" + server + "]}")).isPresent();
        assertThat(CloudflareSource.read("{\"iceServers\":" + server + "}")).isPresent();
        for (String bad : List.of("", "{}", "[]", "{\"iceServers\":[]}", "{\"iceServers\":7}", "<html>")) {
            assertThat(CloudflareSource.read(bad)).as(bad).isEmpty();
        }
    }

    private Credentials credentials(Duration ttl, boolean shared) {
        CredentialTerms terms = new CredentialTerms(ttl, CredentialTerms.USUAL_MARGIN, 0, shared);
        return new Credentials(
                (user, life) -> {
                    minted.add(user);
                    underWay.add(new CompletableFuture<>());
                    return underWay.getLast();
                },
                terms,
                () -> now,
                new Random(1),
                (delay, work) -> {
                    waits.add(delay);
                    waiting.add(work);
                });
    }

    private Lease granted(CompletableFuture<Lease> lease) {
        underWay.remove().complete(List.of(server()));
        return lease.join();
    }

    private IceServer server() {
        return new IceServer(List.of("turn:h:" + minted.size()), Optional.empty(), Optional.empty());
    }

    private void refuse(boolean worthAnotherTry, Optional<Duration> retryAfter) {
        underWay.remove().completeExceptionally(new MintRefused("no", worthAnotherTry, retryAfter));
    }
}
