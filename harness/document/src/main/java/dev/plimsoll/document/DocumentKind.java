package dev.plimsoll.document;

/**
 * What a file should hold, in the words that problems with it are told in.
 *
 * @param noun with its article, {@code a scenario}
 * @param folder where examples of it are, to be read after "see"
 * @param example a file to start from
 */
public record DocumentKind(String noun, String folder, String example) {
    public static final DocumentKind SCENARIO =
            new DocumentKind("a scenario", "scenarios/", "scenarios/quickstart.yaml");
    public static final DocumentKind LIMIT_PACK =
            new DocumentKind("a limit pack", "scenarios/limits/", "scenarios/limits/metered-realtime.yaml");
}
