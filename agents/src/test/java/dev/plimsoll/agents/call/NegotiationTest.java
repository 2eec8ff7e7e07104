package dev.plimsoll.agents.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agents.call.Negotiation.OnOffer;
import org.junit.jupiter.api.Test;

class NegotiationTest {
    private final Negotiation polite = new Negotiation(true);
    private final Negotiation impolite = new Negotiation(false);

    @Test
    void an_offer_without_collision_is_applied_by_either_peer() {
        assertThat(polite.remoteOffer()).isEqualTo(OnOffer.APPLY);
        assertThat(impolite.remoteOffer()).isEqualTo(OnOffer.APPLY);
    }

    @Test
    void the_impolite_peer_ignores_an_offer_that_collides_and_keeps_its_own() {
        impolite.negotiationNeeded();
        impolite.offerCreated();

        assertThat(impolite.remoteOffer()).isEqualTo(OnOffer.IGNORE);
        assertThat(impolite.offerStands()).isTrue();
        assertThat(impolite.remoteAnswer()).isTrue();
    }

    @Test
    void the_polite_peer_rolls_its_offer_back() {
        polite.negotiationNeeded();
        polite.offerCreated();

        assertThat(polite.remoteOffer()).isEqualTo(OnOffer.ROLL_BACK_THEN_APPLY);
        assertThat(polite.offerStands()).isFalse();
        assertThat(polite.remoteAnswer()).isFalse();
    }

    @Test
    void an_offer_that_was_overtaken_while_it_was_made_is_dropped() {
        polite.negotiationNeeded();

        assertThat(polite.remoteOffer()).isEqualTo(OnOffer.APPLY);
        assertThat(polite.offerCreated()).isFalse();
    }

    @Test
    void what_comes_up_during_a_negotiation_waits_for_its_end() {
        assertThat(polite.negotiationNeeded()).isTrue();
        assertThat(polite.negotiationNeeded()).isFalse();
        polite.offerCreated();

        assertThat(polite.settled()).isTrue();
        assertThat(polite.negotiationNeeded()).isTrue();
        polite.offerCreated();
        assertThat(polite.settled()).isFalse();
    }

    @Test
    void an_offer_behind_the_answer_that_is_being_put_in_place_is_no_collision() {
        for (Negotiation peer : new Negotiation[] {polite, impolite}) {
            peer.negotiationNeeded();
            peer.offerCreated();
            peer.remoteAnswer();

            assertThat(peer.remoteOffer()).isEqualTo(OnOffer.APPLY);
            assertThat(peer.answerApplied()).as("ends nothing any more").isFalse();
            assertThat(peer.negotiationNeeded()).as("while it answers").isFalse();
            assertThat(peer.settled()).isTrue();
        }
    }

    @Test
    void an_answer_counts_once() {
        polite.negotiationNeeded();
        polite.offerCreated();

        assertThat(polite.remoteAnswer()).isTrue();
        assertThat(polite.remoteAnswer()).isFalse();
    }

    @Test
    void candidates_wait_for_the_remote_description() {
        assertThat(polite.remoteKnown()).isFalse();
        polite.remoteApplied();
        assertThat(polite.remoteKnown()).isTrue();
    }
}
