package dev.plimsoll.agents.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agents.call.Negotiation.OnOffer;
import org.junit.jupiter.api.Test;

class NegotiationTest {
    private final Negotiation polite = new Negotiation(true);
    private final Negotiation impolite = new Negotiation(false);

    @Test
    void an_offer_without_collision_is_applied_by_either_peer() {
        assertThat(polite.remoteOffer(false)).isEqualTo(OnOffer.APPLY);
        assertThat(impolite.remoteOffer(false)).isEqualTo(OnOffer.APPLY);
    }

    @Test
    void the_impolite_peer_ignores_an_offer_that_collides_and_keeps_its_own() {
        impolite.negotiationNeeded();
        impolite.offerCreated();

        assertThat(impolite.remoteOffer(false)).isEqualTo(OnOffer.IGNORE);
        assertThat(impolite.offerStands()).isTrue();
        assertThat(impolite.remoteAnswer()).isTrue();
    }

    @Test
    void the_polite_peer_rolls_its_offer_back() {
        polite.negotiationNeeded();
        polite.offerCreated();

        assertThat(polite.remoteOffer(false)).isEqualTo(OnOffer.ROLL_BACK_THEN_APPLY);
        assertThat(polite.offerStands()).isFalse();
        assertThat(polite.remoteAnswer()).isFalse();
    }

    @Test
    void an_offer_that_was_overtaken_while_it_was_made_is_dropped() {
        polite.negotiationNeeded();

        assertThat(polite.remoteOffer(false)).isEqualTo(OnOffer.APPLY);
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

            assertThat(peer.remoteOffer(false)).isEqualTo(OnOffer.APPLY);
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

    @Test
    void a_restart_replaces_an_offer_whose_answer_does_not_come() {
        polite.negotiationNeeded();
        polite.offerCreated();

        assertThat(polite.restartNeeded()).isTrue();
        assertThat(polite.offerRestarts()).isTrue();
        assertThat(polite.offerCreated()).isTrue();
        assertThat(polite.remoteAnswer()).isTrue();
        assertThat(polite.answerApplied()).as("more to offer").isFalse();
    }

    @Test
    void a_restart_that_comes_up_during_a_negotiation_waits_for_its_end() {
        impolite.remoteOffer(false);

        assertThat(impolite.restartNeeded()).isFalse();
        assertThat(impolite.settled()).isTrue();
        assertThat(impolite.negotiationNeeded()).isTrue();
        assertThat(impolite.offerRestarts()).isTrue();
    }

    @Test
    void a_restart_that_gives_way_to_a_plain_offer_is_made_up_for() {
        polite.restartNeeded();
        polite.offerCreated();

        assertThat(polite.remoteOffer(false)).isEqualTo(OnOffer.ROLL_BACK_THEN_APPLY);
        assertThat(polite.settled()).isTrue();
        assertThat(polite.negotiationNeeded()).isTrue();
        assertThat(polite.offerRestarts()).isTrue();
    }

    @Test
    void a_restart_that_gives_way_to_a_restart_is_done_with_it() {
        polite.restartNeeded();
        polite.offerCreated();

        assertThat(polite.remoteOffer(true)).isEqualTo(OnOffer.ROLL_BACK_THEN_APPLY);
        assertThat(polite.settled()).as("what else the offer was for").isTrue();
        assertThat(polite.negotiationNeeded()).isTrue();
        assertThat(polite.offerRestarts()).isFalse();
    }

    @Test
    void an_offer_that_was_overtaken_while_it_replaced_another_leaves_one_to_roll_back() {
        polite.negotiationNeeded();
        polite.offerCreated();
        polite.restartNeeded();

        assertThat(polite.remoteOffer(false)).isEqualTo(OnOffer.ROLL_BACK_THEN_APPLY);
    }

    @Test
    void a_description_that_fails_leaves_things_as_they_were() {
        polite.remoteOffer(false);
        polite.descriptionFailed();
        assertThat(polite.negotiationNeeded()).isTrue();

        polite.offerCreated();
        polite.remoteAnswer();
        polite.descriptionFailed();
        assertThat(polite.remoteAnswer()).as("another answer is welcome").isTrue();
    }
}
