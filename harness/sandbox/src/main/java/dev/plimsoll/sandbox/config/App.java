package dev.plimsoll.sandbox.config;

import dev.plimsoll.signalling.Action;
import java.util.List;
import java.util.Set;

/**
 * An app with one publishable and one signing key. Keys that are empty are made at random when the sandbox starts.
 *
 * @param suspended whether its connects are closed with 4012
 * @param channels patterns that both keys are held to
 * @param origins that the publishable key may be used from; none means any
 * @param publishableActions what the publishable key permits; by default all but send
 * @param injectsIceServers whether the keys' welcomes carry ICE servers
 */
public record App(
        String name,
        boolean suspended,
        List<String> channels,
        List<String> origins,
        Set<Action> publishableActions,
        Set<Action> signingActions,
        boolean injectsIceServers,
        String publishableKey,
        String signingKeyId,
        String signingSecret) {
    public App {
        channels = List.copyOf(channels);
        origins = List.copyOf(origins);
        publishableActions = Set.copyOf(publishableActions);
        signingActions = Set.copyOf(signingActions);
    }

    @Override
    public String toString() {
        return "App[" + name + "]";
    }
}
