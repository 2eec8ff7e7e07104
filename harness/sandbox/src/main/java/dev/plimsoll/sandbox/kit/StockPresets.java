package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The presets that each app has from the start, so that participants can be added without making one. */
final class StockPresets {
    private static final JsonNode RESOURCE = Resources.yaml("stock-presets.yaml");

    private StockPresets() {}

    static List<ObjectNode> all() {
        return RESOURCE.get("permissionsOf").properties().stream()
                .map(StockPresets::preset)
                .toList();
    }

    private static ObjectNode preset(Map.Entry<String, JsonNode> role) {
        ObjectNode preset = Views.object().put("name", role.getKey());
        preset.setAll((ObjectNode) RESOURCE.get("base").deepCopy());
        preset.withObject("permissions").setAll((ObjectNode) role.getValue());
        return preset;
    }
}
