package dev.plimsoll.dashboards;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A dashboard as people write it, in {@code dashboards/boards}.
 *
 * @param uid stable for ever: links and bookmarks hold it
 * @param from where the time range begins when it is opened, as {@code now-1h}
 * @param refresh how often it asks again, as {@code 5s}
 */
record Board(String uid, String title, String description, String from, String refresh, List<Row> rows) {
    private static final JsonMapper YAML = JsonMapper.builder(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    Board {
        rows = List.copyOf(rows);
    }

    /** @param each the variable for each of whose values the row is drawn, or null */
    record Row(String title, String each, Integer width, Integer height, List<Panel> panels) {
        private static final int USUAL_WIDTH = 12;
        private static final int USUAL_HEIGHT = 8;

        Row {
            width = width == null ? USUAL_WIDTH : width;
            height = height == null ? USUAL_HEIGHT : height;
            panels = List.copyOf(panels);
        }
    }

    /** How a panel is drawn. */
    enum Draw {
        LINES,
        BARS,
        STAT,
        TABLE
    }

    /**
     * One chart.
     *
     * @param unit a unit id of Grafana's, or null
     * @param max where the axis ends, or null
     * @param signed whether values below zero mean something; the axis begins at zero otherwise
     * @param width in columns of which a row has 24, or null for the row's
     * @param thresholds from which value on a colour holds, in rising order
     */
    record Panel(
            String title,
            String description,
            Draw draw,
            String unit,
            Double max,
            boolean signed,
            Integer width,
            Map<String, Double> thresholds,
            List<Query> queries) {
        Panel {
            description = description == null ? "" : description;
            thresholds = thresholds == null ? Map.of() : new LinkedHashMap<>(thresholds);
            queries = List.copyOf(queries);
        }
    }

    /**
     * @param as the name of each series, in Grafana's alias patterns; null in tables
     * @param query InfluxQL, with {@code $where} for the time range and the variables
     */
    record Query(String as, String query, boolean dashed) {}

    /** @throws IOException with the place, if a file cannot be read or has a field that no board has */
    static Board read(Path file) throws IOException {
        return YAML.readValue(file.toFile(), Board.class);
    }

    /** All boards of a folder, by title. */
    static List<Board> readAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.sorted().toList();
            Board[] boards = new Board[sorted.size()];
            for (int i = 0; i < boards.length; i++) {
                boards[i] = read(sorted.get(i));
            }
            return List.of(boards);
        }
    }
}
