package dev.plimsoll.signalling.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private static void hear(Inbox inbox, String text) {
        inbox.add(0, Heard.Kind.TEXT, text, text.length(), Optional.empty());
    }

    private static List<String> texts(List<Heard> frames) {
        return frames.stream().map(Heard::text).toList();
    }

    @Test
    void a_frame_is_found_whether_it_came_before_or_comes_while_one_waits() throws Exception {
        Inbox inbox = new Inbox(10);
        hear(inbox, "a");
        hear(inbox, "b");
        CompletableFuture<Void> later = CompletableFuture.runAsync(() -> hear(inbox, "c"));

        assertThat(inbox.await(0, heard -> heard.text().equals("b"), LONG))
                .map(Heard::number)
                .contains(1L);
        assertThat(inbox.await(0, heard -> heard.text().equals("c"), LONG))
                .map(Heard::number)
                .contains(2L);
        later.join();
    }

    @Test
    void only_frames_from_the_given_number_on_count() throws Exception {
        Inbox inbox = new Inbox(10);
        hear(inbox, "a");
        long next = inbox.next();
        inbox.end();

        assertThat(inbox.await(next, heard -> true, LONG)).isEmpty();
        assertThat(inbox.since(next)).isEmpty();
    }

    @Test
    void who_waits_for_what_cannot_come_any_more_does_not_wait_on() throws Exception {
        Inbox inbox = new Inbox(10);
        CompletableFuture<Void> later = CompletableFuture.runAsync(inbox::end);

        assertThat(inbox.await(0, heard -> true, LONG)).isEmpty();
        inbox.awaitEnd(LONG);
        later.join();
    }

    @Test
    void who_waits_gives_up_in_time() throws Exception {
        assertThat(new Inbox(1).await(0, heard -> true, Duration.ofMillis(1))).isEmpty();
    }

    @Property
    void the_latest_frames_are_kept_and_the_others_counted(
            @ForAll @IntRange(min = 1, max = 20) int kept, @ForAll @IntRange(max = 60) int came) {
        Inbox inbox = new Inbox(kept);
        for (int i = 0; i < came; i++) {
            hear(inbox, Integer.toString(i));
        }

        assertThat(inbox.dropped()).isEqualTo(Math.max(0, came - kept));
        assertThat(inbox.next()).isEqualTo(came);
        assertThat(texts(inbox.since(0)))
                .containsExactlyElementsOf(java.util.stream.IntStream.range(Math.max(0, came - kept), came)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Test
    void frames_give_way_by_their_bytes_too_but_the_last_one_stays() {
        Inbox inbox = new Inbox(100);
        for (int i = 0; i < 5; i++) {
            inbox.add(0, Heard.Kind.TEXT, "", 6 << 20, Optional.empty());
        }
        assertThat(inbox.dropped()).isEqualTo(3);
        inbox.add(0, Heard.Kind.TEXT, "", 100 << 20, Optional.empty());
        assertThat(inbox.since(0)).hasSize(1);
    }
}
