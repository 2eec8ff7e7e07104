package dev.plimsoll.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A dashboard in Grafana's JSON: a board with the variables, annotations and links that all of them have. Pure. */
final class GrafanaDashboard {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> VARIABLES = List.of("target", "scenario", "run");
    private static final int COLUMNS = 24;
    private static final int SCHEMA = 41;
    private static final int DESCENDING = 2;
    private static final int ON_TIME_RANGE = 2;
    /** Matches points without the tag too: a watch has no run. */
    private static final String ALL = ".*";

    private static final String REPORTS = "http://127.0.0.1:8088";

    private final Board board;
    private final ArrayNode panels = JSON.arrayNode();
    private int y;
    private int x;
    private int lowest;

    private GrafanaDashboard(Board board) {
        this.board = board;
    }

    /** @param all every board, to link to */
    static ObjectNode of(Board board, List<Board> all) {
        return new GrafanaDashboard(board).json(all);
    }

    private ObjectNode json(List<Board> all) {
        ObjectNode json = JSON.objectNode()
                .put("uid", board.uid())
                .put("title", board.title())
                .put("description", board.description())
                .put("schemaVersion", SCHEMA)
                .put("editable", true)
                .put("graphTooltip", 1)
                .put("refresh", board.refresh())
                .put("timezone", "browser");
        json.putArray("tags").add("plimsoll");
        json.putObject("time").put("from", board.from()).put("to", "now");
        json.putObject("templating").set("list", variables());
        json.putObject("annotations").set("list", annotations());
        json.set("links", links(all));
        board.rows().forEach(this::row);
        json.set("panels", panels);
        return json;
    }

    private ArrayNode variables() {
        ArrayNode list = JSON.arrayNode();
        for (int i = 0; i < VARIABLES.size(); i++) {
            list.add(variable(VARIABLES.get(i), VARIABLES.subList(0, i)));
        }
        ObjectNode reports = list.addObject()
                .put("name", "reports")
                .put("label", "reports at")
                .put("type", "textbox")
                .put("query", REPORTS)
                .put("hide", 2);
        reports.putObject("current").put("text", REPORTS).put("value", REPORTS).put("selected", true);
        return list;
    }

    private static ObjectNode variable(String tag, List<String> chosenBefore) {
        ObjectNode variable = JSON.objectNode().put("name", tag).put("type", "query");
        variable.set("datasource", GrafanaPanel.dataSource());
        variable.put("query", Queries.valuesOf(tag, chosenBefore))
                .put("refresh", ON_TIME_RANGE)
                .put("sort", DESCENDING)
                .put("multi", true)
                .put("includeAll", true)
                .put("allValue", ALL);
        variable.putObject("current").put("text", "All").put("value", "$__all").put("selected", true);
        return variable;
    }

    private static ArrayNode annotations() {
        ArrayNode list = JSON.arrayNode();
        for (Queries.Event event : Queries.events()) {
            ObjectNode annotation = list.addObject()
                    .put("name", event.name())
                    .put("enable", true)
                    .put("iconColor", event.colour());
            annotation.set("datasource", GrafanaPanel.dataSource());
            annotation
                    .putObject("target")
                    .put("refId", "Anno")
                    .put("fromAnnotations", true)
                    .put("rawQuery", true)
                    .put("query", Queries.complete(event.query()))
                    .put("textColumn", event.text())
                    .put("tagsColumn", event.tags())
                    .put("titleColumn", "")
                    .put("timeEndColumn", "")
                    .put("name", event.name());
        }
        return list;
    }

    private ArrayNode links(List<Board> all) {
        ArrayNode links = JSON.arrayNode();
        all.stream()
                .filter(other -> !other.uid().equals(board.uid()))
                .forEach(other -> links.add(link(other.title(), "dashboard", "/d/" + other.uid(), true)));
        return links.add(link("Reports", "external link", "${reports}/", false));
    }

    /** @param sameView with this board's time range and variables */
    private static ObjectNode link(String title, String icon, String url, boolean sameView) {
        ObjectNode link = JSON.objectNode()
                .put("title", title)
                .put("type", "link")
                .put("icon", icon)
                .put("url", url)
                .put("tooltip", "")
                .put("asDropdown", false)
                .put("keepTime", sameView)
                .put("includeVars", sameView)
                .put("targetBlank", !sameView);
        link.putArray("tags");
        return link;
    }

    private void row(Board.Row row) {
        ObjectNode json = add(JSON.objectNode().put("type", "row").put("title", row.title()), COLUMNS, 1)
                .put("collapsed", false);
        json.putArray("panels");
        if (row.each() != null) {
            json.put("repeat", row.each());
        }
        row.panels()
                .forEach(panel ->
                        add(GrafanaPanel.of(panel), panel.width() == null ? row.width() : panel.width(), row.height()));
        y = lowest;
        x = 0;
    }

    /** Places a panel beside the last one, or below where there is no room. */
    private ObjectNode add(ObjectNode panel, int width, int height) {
        if (x + width > COLUMNS) {
            x = 0;
            y = lowest;
        }
        panel.put("id", panels.size() + 1);
        panel.putObject("gridPos").put("x", x).put("y", y).put("w", width).put("h", height);
        x += width;
        lowest = Math.max(lowest, y + height);
        panels.add(panel);
        return panel;
    }
}
