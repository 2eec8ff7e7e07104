package dev.plimsoll.model.scenario;

import java.util.Objects;

/**
 * As whom and from where the connections of a load come.
 *
 * @param publishableShare which part present a publishable key rather than a token, 0 to 1
 * @param presence whether tokens permit to hear who comes and goes
 * @param sources local addresses to connect from
 */
public record Identities(double publishableShare, boolean presence, SourceAddresses sources) {
    public static final Identities TOKENS = new Identities(0, true, SourceAddresses.ANY);

    public Identities {
        Objects.requireNonNull(sources, "sources");
    }
}
