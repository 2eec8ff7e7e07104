package dev.plimsoll.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Lines over the seconds of a run, or over other places, as SVG. Pure. Colours are the page's: line n has the class
 * {@code l<n>}.
 *
 * @param unit of the values
 * @param spans of places that are set off from the others
 */
public record SvgPlot(String title, String unit, List<Line> lines, PlotAxis axis, List<Span> spans) {
    static final int MOST_LINES = 6;
    private static final int WIDTH = 720;
    private static final int HEIGHT = 220;
    private static final int LEFT = 52;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 30;
    private static final int VALUE_TICKS = 4;
    private static final int PLACE_TICKS = 8;
    private static final double NARROWEST = 3;

    public SvgPlot {
        lines = List.copyOf(lines);
        spans = List.copyOf(spans);
    }

    /** With no place set off. */
    public SvgPlot(String title, String unit, List<Line> lines, PlotAxis axis) {
        this(title, unit, lines, axis, List.of());
    }

    /** Over the seconds of a run. */
    public SvgPlot(String title, String unit, List<Line> lines) {
        this(
                title,
                unit,
                lines,
                PlotAxis.seconds(lines.stream()
                        .mapToInt(line -> line.values().size())
                        .max()
                        .orElse(0)));
    }

    /** @param values one a place; null leaves a gap */
    public record Line(String name, List<Double> values) {}

    /**
     * From a place to another, at least as wide as can be seen.
     *
     * @param style the class of its colour
     */
    public record Span(String name, double from, double to, String style) {}

    SvgPlot with(List<Span> newSpans) {
        return new SvgPlot(title, unit, lines, axis, newSpans);
    }

    /** A place on the axis. */
    public record Tick(double value, String label) {}

    public String getTitle() {
        return title;
    }

    /** Names of the lines, in the order of their colours. */
    public List<String> getNames() {
        return lines.stream().map(Line::name).toList();
    }

    /** The drawing; its words are escaped. */
    public String getSvg() {
        double top = scaleTop();
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s, %s\">"
                .formatted(WIDTH, HEIGHT, escape(title), escape(unit)));
        spans(svg);
        for (Tick tick : ticks(top, VALUE_TICKS)) {
            horizontal(svg, y(tick.value(), top), tick.label());
        }
        for (Tick tick : ticks(axis.end(), PLACE_TICKS)) {
            svg.append("<text class=\"t\" x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>"
                    .formatted(number(x(tick.value())), HEIGHT - 8, tick.label() + axis.tickUnit()));
        }
        marks(svg);
        for (int i = 0; i < lines.size(); i++) {
            svg.append("<path class=\"l l%d\" d=\"%s\"/>".formatted(i, path(lines.get(i), top)));
            points(svg, lines.get(i), i, top);
        }
        svg.append("<text class=\"t\" x=\"%d\" y=\"10\">%s</text></svg>".formatted(4, escape(unit)));
        return svg.toString();
    }

    /** Round steps of 1, 2 or 5 times a power of ten, from 0 up to {@code top}. */
    static List<Tick> ticks(double top, int about) {
        double rough = Math.max(top, 1e-3) / about;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step =
                rough <= power ? power : rough <= 2 * power ? 2 * power : rough <= 5 * power ? 5 * power : 10 * power;
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i * step <= top * 1.0001; i++) {
            ticks.add(new Tick(i * step, label(i * step, step)));
        }
        return ticks;
    }

    private static String label(double value, double step) {
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private double scaleTop() {
        double highest = lines.stream()
                .flatMap(line -> line.values().stream())
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        return highest <= 0 ? 1 : highest * 1.08;
    }

    /** Behind everything else; what is beyond the axis is not drawn. */
    private void spans(StringBuilder svg) {
        for (Span span : spans) {
            double from = Math.min(span.from(), axis.end());
            double to = Math.min(Math.max(span.to(), span.from()), axis.end());
            svg.append("<rect class=\"%s\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\"><title>%s</title></rect>"
                    .formatted(
                            span.style(),
                            number(x(from)),
                            TOP,
                            number(Math.max(NARROWEST, x(to) - x(from))),
                            HEIGHT - TOP - BOTTOM,
                            escape(span.name())));
        }
    }

    /** A row of signs above the places. */
    private void marks(StringBuilder svg) {
        for (int i = 0; i < axis.marks().size(); i++) {
            PlotAxis.Mark mark = axis.marks().get(i);
            svg.append("<text class=\"mark %s\" x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>"
                    .formatted(mark.style(), number(x(axis.places().get(i))), TOP + 4, mark.sign()));
        }
    }

    /** Gaps end a stroke and begin another. */
    private String path(Line line, double top) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < line.values().size(); i++) {
            Double value = line.values().get(i);
            if (value != null) {
                path.append(pen ? 'L' : 'M')
                        .append(number(x(axis.places().get(i))))
                        .append(' ')
                        .append(number(y(value, top)));
            }
            pen = value != null;
        }
        return path.toString();
    }

    /** Invisible until pointed at, unless the places are marked; the title tells the value. */
    private void points(StringBuilder svg, Line line, int index, double top) {
        String style = axis.marks().isEmpty() ? "p" : "p m";
        for (int i = 0; i < line.values().size(); i++) {
            Double value = line.values().get(i);
            if (value != null) {
                double place = axis.places().get(i);
                svg.append(
                        "<circle class=\"%s l%d\" cx=\"%s\" cy=\"%s\" r=\"4\"><title>%s at %s %s: %s %s</title></circle>"
                                .formatted(
                                        style,
                                        index,
                                        number(x(place)),
                                        number(y(value, top)),
                                        escape(line.name()),
                                        number(place),
                                        escape(axis.unit()),
                                        number(value),
                                        escape(unit)));
            }
        }
    }

    private static void horizontal(StringBuilder svg, double y, String label) {
        svg.append("<path class=\"g\" d=\"M%d %sH%d\"/>".formatted(LEFT, number(y), WIDTH - RIGHT));
        svg.append("<text class=\"t\" x=\"%d\" y=\"%s\" text-anchor=\"end\">%s</text>"
                .formatted(LEFT - 6, number(y + 4), label));
    }

    private double x(double place) {
        return LEFT + (WIDTH - LEFT - RIGHT) * place / axis.end();
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top;
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("\\.?0+$", "").isEmpty()
                ? "0"
                : text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
