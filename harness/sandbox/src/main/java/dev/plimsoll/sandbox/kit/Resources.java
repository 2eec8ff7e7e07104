package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;

/** Files beside the classes of this package. */
final class Resources {
    private Resources() {}

    static JsonNode yaml(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(name + " on the class path cannot be read", e);
        }
    }
}
