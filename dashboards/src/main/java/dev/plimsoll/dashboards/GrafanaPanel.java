package dev.plimsoll.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.dashboards.Board.Draw;
import java.util.Map;

/** A panel in Grafana's JSON. Pure. */
final class GrafanaPanel {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    static final String REPORT = "${reports}/${__value.raw}/report.html";

    private final Board.Panel panel;

    private GrafanaPanel(Board.Panel panel) {
        this.panel = panel;
    }

    /** The panel without its id and place. */
    static ObjectNode of(Board.Panel panel) {
        return new GrafanaPanel(panel).json();
    }

    static ObjectNode dataSource() {
        return JSON.objectNode().put("type", "influxdb").put("uid", "plimsoll");
    }

    private ObjectNode json() {
        ObjectNode json = JSON.objectNode()
                .put("title", panel.title())
                .put("description", panel.description())
                .put("type", type());
        json.set("datasource", dataSource());
        ArrayNode targets = json.putArray("targets");
        for (int i = 0; i < panel.queries().size(); i++) {
            targets.add(target(panel.queries().get(i), refId(i)));
        }
        json.set("fieldConfig", fieldConfig());
        json.set("options", options());
        return json;
    }

    private String type() {
        return switch (panel.draw()) {
            case LINES, BARS -> "timeseries";
            case STAT -> "stat";
            case TABLE -> "table";
        };
    }

    private static String refId(int index) {
        return String.valueOf((char) ('A' + index));
    }

    private ObjectNode target(Board.Query query, String refId) {
        ObjectNode target = JSON.objectNode().put("refId", refId);
        target.set("datasource", dataSource());
        target.put("rawQuery", true)
                .put("query", Queries.complete(query.query()))
                .put("resultFormat", panel.draw() == Draw.TABLE ? "table" : "time_series");
        if (query.as() != null) {
            target.put("alias", query.as());
        }
        return target;
    }

    private ObjectNode fieldConfig() {
        ObjectNode defaults = JSON.objectNode();
        if (panel.unit() != null) {
            defaults.put("unit", panel.unit());
        }
        if (panel.draw() == Draw.STAT) {
            defaults.putObject("color").put("mode", "thresholds");
        }
        if (panel.draw() == Draw.LINES || panel.draw() == Draw.BARS) {
            defaults.putObject("color").put("mode", "palette-classic");
            defaults.set("custom", lineStyle());
            if (!panel.signed()) {
                defaults.put("min", 0);
            }
        }
        if (panel.max() != null) {
            defaults.put("max", panel.max());
        }
        if (!panel.thresholds().isEmpty()) {
            defaults.set("thresholds", thresholds());
        }
        ObjectNode config = JSON.objectNode();
        config.set("defaults", defaults);
        config.set("overrides", overrides());
        return config;
    }

    private ObjectNode lineStyle() {
        boolean bars = panel.draw() == Draw.BARS;
        ObjectNode custom = JSON.objectNode()
                .put("drawStyle", bars ? "bars" : "line")
                .put("fillOpacity", bars ? 70 : 8)
                .put("lineWidth", 1)
                .put("showPoints", "auto")
                .put("spanNulls", false);
        if (bars) {
            custom.putObject("stacking").put("mode", "normal").put("group", "A");
        }
        if (!panel.thresholds().isEmpty()) {
            custom.putObject("thresholdsStyle").put("mode", "dashed");
        }
        return custom;
    }

    /** Grafana wants a first step without a value: it holds below all others. */
    private ObjectNode thresholds() {
        ObjectNode thresholds = JSON.objectNode().put("mode", "absolute");
        ArrayNode steps = thresholds.putArray("steps");
        boolean first = panel.draw() == Draw.STAT || panel.thresholds().containsValue(0.0);
        if (!first) {
            steps.addObject().put("color", "green").putNull("value");
        }
        for (Map.Entry<String, Double> step : panel.thresholds().entrySet()) {
            ObjectNode added = steps.addObject().put("color", step.getKey());
            if (first) {
                added.putNull("value");
                first = false;
            } else {
                added.put("value", step.getValue());
            }
        }
        return thresholds;
    }

    private ArrayNode overrides() {
        ArrayNode overrides = JSON.arrayNode();
        for (int i = 0; i < panel.queries().size(); i++) {
            if (panel.queries().get(i).dashed()) {
                override(overrides, "byFrameRefID", refId(i), "custom.lineStyle")
                        .putObject("value")
                        .put("fill", "dash")
                        .putArray("dash")
                        .add(10)
                        .add(10);
            }
        }
        if (panel.draw() == Draw.TABLE) {
            override(overrides, "byName", "run", "links")
                    .putArray("value")
                    .addObject()
                    .put("title", "The run's report")
                    .put("url", REPORT)
                    .put("targetBlank", true);
        }
        return overrides;
    }

    private static ObjectNode override(ArrayNode overrides, String matcher, String options, String property) {
        ObjectNode override = overrides.addObject();
        override.putObject("matcher").put("id", matcher).put("options", options);
        return override.putArray("properties").addObject().put("id", property);
    }

    private ObjectNode options() {
        ObjectNode options = JSON.objectNode();
        switch (panel.draw()) {
            case LINES, BARS -> {
                ObjectNode legend = options.putObject("legend")
                        .put("displayMode", "list")
                        .put("placement", "bottom")
                        .put("showLegend", true);
                legend.putArray("calcs");
                options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
            }
            case STAT -> {
                options.put("colorMode", panel.thresholds().isEmpty() ? "value" : "background")
                        .put("graphMode", "area")
                        .put("textMode", panel.queries().get(0).as().contains("$") ? "value_and_name" : "value")
                        .put("justifyMode", "auto")
                        .put("orientation", "auto");
                ObjectNode reduce = options.putObject("reduceOptions").put("values", false);
                reduce.putArray("calcs").add("lastNotNull");
                reduce.put("fields", "");
            }
            case TABLE -> options.put("showHeader", true).put("cellHeight", "sm");
        }
        return options;
    }
}
