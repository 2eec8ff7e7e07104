package dev.plimsoll.limits.probe.connect;

import dev.plimsoll.limits.facts.Credentials;
import dev.plimsoll.limits.facts.Fact;
import dev.plimsoll.signalling.Endpoint.Presented;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** What a connect presents itself with, as packs name it. */
enum CredentialKind {
    TOKEN(Optional.of(Fact.SIGNING_KEY), Credentials::token),
    WRONGLY_SIGNED(Optional.of(Fact.SIGNING_KEY), Credentials::wronglySigned),
    OF_UNKNOWN_KEY(Optional.of(Fact.SIGNING_KEY), Credentials::ofUnknownKey),
    WITHOUT_KEY_ID(Optional.of(Fact.SIGNING_KEY), Credentials::withoutKeyId),
    EXPIRED(Optional.of(Fact.SIGNING_KEY), Credentials::expired),
    GARBAGE(Optional.empty(), (credentials, peerId) -> credentials.garbage()),
    PUBLISHABLE_KEY(Optional.of(Fact.PUBLISHABLE_KEY), (credentials, peerId) -> credentials.publishable()),
    UNKNOWN_PUBLISHABLE_KEY(Optional.empty(), (credentials, peerId) -> credentials.unknownPublishable()),
    NONE(Optional.empty(), (credentials, peerId) -> new Presented.Nothing());

    /** Those that a service takes. */
    static final List<String> GOOD = List.of(TOKEN.label(), PUBLISHABLE_KEY.label());

    static final List<String> LABELS =
            Arrays.stream(values()).map(CredentialKind::label).toList();

    private final Optional<Fact> needs;
    private final BiFunction<Credentials, String, Presented> made;

    CredentialKind(Optional<Fact> needs, BiFunction<Credentials, String, Presented> made) {
        this.needs = needs;
        this.made = made;
    }

    /** As a pack writes it: {@code wrongly-signed}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalStateException if there is none of that label; limits that were checked have none such */
    static CredentialKind of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no credential is called " + label));
    }

    /** What must be known of a target to make one. */
    Optional<Fact> needs() {
        return needs;
    }

    Presented of(Credentials credentials, String peerId) {
        return made.apply(credentials, peerId);
    }

    /** A good one of the same sort, as far as the target has it. */
    Presented goodOne(Credentials credentials, String peerId) {
        boolean asKey = this == PUBLISHABLE_KEY || this == UNKNOWN_PUBLISHABLE_KEY;
        return asKey && credentials.publishableKey().isPresent() ? credentials.publishable() : credentials.any(peerId);
    }
}
