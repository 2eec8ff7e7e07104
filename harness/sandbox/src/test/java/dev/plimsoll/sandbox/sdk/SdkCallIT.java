package dev.plimsoll.sandbox.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of the vendor's MeteredPeer between two pages of a real browser, through the sandbox and its TURN server. */
class SdkCallIT {
    private static final int MOST_CALLS = 4;

    private static PageServer pages;
    private static Chromium chromium;

    private OperatedSandbox sandbox;
    private CallPage alice;
    private CallPage bob;

    @BeforeAll
    static void start() throws Exception {
        Path folder = SdkFolder.installed();
        pages = PageServer.start(folder);
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        pages.close();
    }

    @BeforeEach
    void open() {
        sandbox = OperatedSandbox.start("turn: true\n");
        alice = CallPage.open(chromium.browser(), pages, sandbox, "alice");
        bob = CallPage.open(chromium.browser(), pages, sandbox, "bob");
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
        sandbox.close();
    }

    @Test
    void whoever_joins_sees_who_is_there_and_is_seen_and_missed_by_them() {
        alice.join().awaitRoster();
        bob.join().awaitRoster("alice");
        alice.awaitRoster("bob");

        bob.leave();
        alice.awaitRoster();
        assertThat(alice.events())
                .filteredOn(event -> !event.startsWith("stream-added"))
                .containsExactly("joining", "joined", "joined alice", "peer-joined bob", "peer-left bob");
    }

    @Test
    void sound_pictures_and_data_go_both_ways_through_the_injected_relay() {
        call();

        for (CallPage page : new CallPage[] {alice, bob}) {
            CallPage other = page == alice ? bob : alice;
            assertThat(page.iceServers().at("/0/urls")).hasSize(3);
            assertThat(page.pathTo(other).localType()).isEqualTo("relay");
            assertThat(page.pathTo(other).remoteType()).isEqualTo("relay");
            page.awaitMediaFrom(other);
            assertThat(page.events()).contains("stream-added " + other.peerId());
        }
        talk("hello");
    }

    @Test
    void after_a_cut_of_the_signalling_the_call_goes_on_and_the_roster_is_reconciled() throws Exception {
        call();
        CallPage carol = CallPage.open(chromium.browser(), pages, sandbox, "carol");

        alice.holdTokens();
        sandbox.cut("alice");
        alice.awaitState("reconnecting");
        carol.join().awaitRoster("bob");
        alice.releaseTokens();

        alice.awaitRoster("bob", "carol");
        callUntilUp(carol, "bob");
        alice.awaitCallWith(carol);
        alice.awaitMediaFrom(carol);
        alice.awaitCallWith(bob);
        alice.awaitMediaFrom(bob);
        carol.close();
        alice.awaitRoster("bob");
    }

    @Test
    void who_left_while_the_signalling_was_cut_is_gone_from_the_roster_after_it() throws Exception {
        call();
        alice.holdTokens();
        sandbox.cut("alice");
        alice.awaitState("reconnecting");
        bob.leave();
        alice.releaseTokens();
        alice.awaitRoster();
        alice.awaitEvent("peer-left bob");
    }

    @Test
    void a_call_moves_to_a_new_path_when_ice_restarts() {
        call();
        CallPage.Path before = alice.pathTo(bob);
        CallPage.Received received = alice.receivedFrom(bob);
        int connections = alice.connections();

        alice.restartIceWith(bob);

        alice.awaitNewPathTo(bob, before);
        alice.awaitMediaFrom(bob, received);
        assertThat(alice.connections()).as("peer connections that the SDK made").isEqualTo(connections);
        talk("after the restart");
    }

    private void call() {
        alice.join();
        bob.join();
        callUntilUp(bob);
        alice.awaitCallWith(bob);
        bob.awaitCallWith(alice);
    }

    /**
     * At times Chromium never gathers candidates again after a roll-back; people hang up then and call again.
     *
     * @param others who is there besides
     */
    private void callUntilUp(CallPage caller, String... others) {
        for (int calls = 1; calls < MOST_CALLS && !isUp(caller); calls++) {
            caller.leave();
            alice.awaitRoster(others);
            caller.join();
        }
    }

    private boolean isUp(CallPage caller) {
        return alice.comesToCallWith(caller) && caller.comesToCallWith(alice);
    }

    private void talk(String text) {
        alice.say(bob, text);
        bob.awaitHeard(alice, text);
        bob.say(alice, text);
        alice.awaitHeard(bob, text);
    }
}
