package dev.plimsoll.document;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What came of reading a YAML file that should hold a map of fields. */
public sealed interface YamlDocument {
    long LARGEST_FILE = 1 << 20;

    record Parsed(LocatedYaml yaml) implements YamlDocument {}

    record Unreadable(Problem problem) implements YamlDocument {}

    static YamlDocument read(Path file, DocumentKind kind) {
        if (!Files.exists(file)) {
            return unreadable(file, "there is no such file", "see " + kind.folder() + " for examples");
        }
        if (!Files.isRegularFile(file)) {
            return unreadable(file, Files.isDirectory(file) ? "is a folder" : "is not a file", "name a YAML file");
        }
        try {
            if (Files.size(file) > LARGEST_FILE) {
                return unreadable(file, "is larger than 1 MiB", kind.noun() + " is a short file");
            }
            return decode(file.toString(), Files.readAllBytes(file), kind);
        } catch (IOException e) {
            return unreadable(file, "cannot be read", "check its permissions");
        }
    }

    private static YamlDocument decode(String name, byte[] bytes, DocumentKind kind) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            return new Unreadable(new Problem(name, line, "", "is not UTF-8 text", "save the file as UTF-8"));
        }
        return parse(name, out.flip().toString(), kind);
    }

    /** @param name what problems call the file */
    static YamlDocument parse(String name, String text, DocumentKind kind) {
        LocatedYaml yaml;
        try {
            yaml = LocatedYaml.parse(text);
        } catch (LocatedYaml.Broken e) {
            return new Unreadable(new Problem(name, e.line(), "", e.getMessage(), e.hint()));
        }
        if (yaml.root() == null || yaml.root().isNull()) {
            return new Unreadable(new Problem(name, 0, "", "is empty", "start from " + kind.example()));
        }
        if (!yaml.root().isObject()) {
            return new Unreadable(new Problem(name, 1, "", "is not a map of fields", "start from " + kind.example()));
        }
        return new Parsed(yaml);
    }

    private static YamlDocument unreadable(Path file, String what, String hint) {
        return new Unreadable(new Problem(file.toString(), 0, "", what, hint));
    }
}
