package dev.plimsoll.limits.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The packs that come with Plimsoll: the files of scenarios/limits, which the build puts beside this class. */
public final class ShippedPacks {
    /** In the order in which they are listed. */
    public static final List<String> NAMES = List.of( //
            "metered-realtime", //
            "cloudflare-turn", //
            "coturn", //
            "realtimekit" //
            );

    private ShippedPacks() {}

    /** Where a person finds it. */
    public static String file(String name) {
        return "scenarios/limits/" + name + ".yaml";
    }

    /** Empty if none is called that. */
    static Optional<String> text(String name) {
        if (!NAMES.contains(name)) {
            return Optional.empty();
        }
        try (InputStream in = ShippedPacks.class.getResourceAsStream(name + ".yaml")) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the class path has no " + file(name), e);
        }
    }
}
