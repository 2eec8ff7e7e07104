package dev.plimsoll.model.scenario;

import java.util.Objects;

/**
 * As whom and from where the connections of a load come.
 *
 * @param publishableShare which part present a publishable key rather than a token, 0 to 1
 * @param presence whether tokens permit to hear who comes and goes
 * @param sourceAddresses local addresses to connect from, as a person writes them; the system chooses if empty
 */
public record Identities(double publishableShare, boolean presence, String sourceAddresses) {
    public static final Identities TOKENS = new Identities(0, true, "");

    public Identities {
        Objects.requireNonNull(sourceAddresses, "sourceAddresses");
    }
}
