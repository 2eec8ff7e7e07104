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
            System.out.println(page.events() + page.dbg());
            assertThat(page.events()).contains("stream-added as camera " + other.peerId());
        }
        talk("hello");
    }

    private void call() {
        alice.join();
        bob.join();
        alice.awaitCallWith(bob);
        bob.awaitCallWith(alice);
    }

    private void talk(String text) {
        alice.say(bob, text);
        bob.awaitHeard(alice, text);
        bob.say(alice, text);
        alice.awaitHeard(bob, text);
    }
}
