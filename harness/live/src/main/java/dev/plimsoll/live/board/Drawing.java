package dev.plimsoll.live.board;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Boards as the JSON that the page reads. Pure. */
public final class Drawing {
    private static final JsonFactory JSON = new JsonFactory();
    private static final double ROUNDING = 1000.0;

    private Drawing() {}

    /** What the page itself tells: who looks on, what it could not show. */
    public record Notes(List<String> runs, long now, Map<String, Long> counters) {}

    /** The whole picture: {@code run}, {@code layout}, {@code from}, {@code charts} with every value, {@code state}. */
    public static String whole(Board board, Notes notes) {
        return json(out -> {
            head(out, board, board.oldest());
            out.writeArrayFieldStart("charts");
            for (Chart chart : Chart.values()) {
                if (!board.lines(chart).isEmpty()) {
                    whole(out, board, chart);
                }
            }
            out.writeEndArray();
            out.writeFieldName("state");
            state(out, board, notes);
        });
    }

    /** The seconds that changed: {@code charts[chart][line][second]}, in the order of the whole picture of that layout. */
    public static String update(Board board, long from, Notes notes) {
        return json(out -> {
            head(out, board, from);
            out.writeNumberField("now", notes.now());
            out.writeArrayFieldStart("charts");
            for (Chart chart : Chart.values()) {
                if (!board.lines(chart).isEmpty()) {
                    out.writeStartArray();
                    for (Line line : board.lines(chart)) {
                        values(out, board, line, from);
                    }
                    out.writeEndArray();
                }
            }
            out.writeEndArray();
        });
    }

    /** Stages, verdicts, marks, other runs and the page's own counters. */
    public static String state(Board board, Notes notes) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            state(out, board, notes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void head(JsonGenerator out, Board board, long from) throws IOException {
        out.writeStringField("run", board.name());
        out.writeNumberField("layout", board.layout());
        out.writeNumberField("from", from);
        out.writeNumberField("to", board.newest());
    }

    private static void whole(JsonGenerator out, Board board, Chart chart) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", chart.name().toLowerCase(Locale.ROOT));
        out.writeStringField("title", chart.title());
        out.writeStringField("unit", chart.unit());
        out.writeArrayFieldStart("lines");
        for (Line line : board.lines(chart)) {
            out.writeStartObject();
            out.writeStringField("name", line.name());
            out.writeFieldName("values");
            values(out, board, line, board.oldest());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void values(JsonGenerator out, Board board, Line line, long from) throws IOException {
        out.writeStartArray();
        for (long second = from; second <= board.newest(); second++) {
            double value = board.value(line, second);
            if (Double.isNaN(value)) {
                out.writeNull();
            } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
                out.writeNumber((long) value);
            } else {
                out.writeNumber(Math.round(value * ROUNDING) / ROUNDING);
            }
        }
        out.writeEndArray();
    }

    private static void state(JsonGenerator out, Board board, Notes notes) throws IOException {
        out.writeStartObject();
        out.writeStringField("run", board.name());
        out.writeNumberField("now", notes.now());
        out.writeArrayFieldStart("runs");
        for (String run : notes.runs()) {
            out.writeString(run);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("stages");
        for (Map.Entry<String, String> stage : board.stages().entrySet()) {
            texts(out, "name", stage.getKey(), "state", stage.getValue());
        }
        out.writeEndArray();
        out.writeArrayFieldStart("verdicts");
        for (Board.Ruling ruling : board.rulings()) {
            verdict(out, ruling);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("marks");
        for (Marks.Mark mark : board.marks()) {
            mark(out, mark);
        }
        out.writeEndArray();
        out.writeObjectFieldStart("counters");
        for (Map.Entry<String, Long> counter : notes.counters().entrySet()) {
            out.writeNumberField(counter.getKey(), counter.getValue());
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void verdict(JsonGenerator out, Board.Ruling ruling) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", ruling.check().id());
        out.writeStringField("title", ruling.check().title());
        out.writeStringField("verdict", ruling.check().verdict().name());
        out.writeStringField("expected", ruling.check().expected());
        out.writeStringField("observed", ruling.check().observed());
        out.writeNumberField("at", ruling.at());
        out.writeEndObject();
    }

    private static void mark(JsonGenerator out, Marks.Mark mark) throws IOException {
        out.writeStartObject();
        out.writeStringField("kind", mark.kind());
        out.writeStringField("what", mark.what());
        out.writeBooleanField("begins", mark.begins());
        out.writeNumberField("at", mark.at());
        out.writeEndObject();
    }

    private static void texts(JsonGenerator out, String... namesAndValues) throws IOException {
        out.writeStartObject();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            out.writeStringField(namesAndValues[i], namesAndValues[i + 1]);
        }
        out.writeEndObject();
    }

    /** Writes the fields of an object. */
    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    private static String json(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
