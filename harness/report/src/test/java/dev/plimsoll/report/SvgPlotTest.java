package dev.plimsoll.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SvgPlotTest {
    @Test
    void ticks_stand_at_round_numbers() {
        assertThat(SvgPlot.ticks(648, 4)).extracting(SvgPlot.Tick::label).containsExactly("0", "200", "400", "600");
        assertThat(SvgPlot.ticks(0.9, 4)).extracting(SvgPlot.Tick::label).containsExactly("0.0", "0.5");
    }

    @Test
    void a_second_without_a_value_is_a_gap_in_the_line() {
        SvgPlot plot = new SvgPlot("t", "ms", List.of(new SvgPlot.Line("a", Arrays.asList(1.0, null, 2.0, 3.0))));

        String path = plot.getSvg().replaceAll("(?s).*class=\"l l0\" d=\"([^\"]*)\".*", "$1");

        assertThat(path.chars().filter(c -> c == 'M')).hasSize(2);
        assertThat(path.chars().filter(c -> c == 'L')).hasSize(1);
    }

    @Test
    void a_plot_of_nothing_is_still_a_plot() {
        assertThat(new SvgPlot("t", "ms", List.of(new SvgPlot.Line("a", List.of()))).getSvg())
                .startsWith("<svg")
                .doesNotContain("NaN", "Infinity");
    }

    @Test
    void names_are_escaped() {
        assertThat(new SvgPlot("<b>", "\"", List.of()).getSvg())
                .contains("&lt;b>", "&quot;")
                .doesNotContain("<b>");
    }

    @Test
    void places_that_are_no_seconds_stand_to_scale_under_their_marks() {
        PlotAxis axis = new PlotAxis(
                List.of(100.0, 200.0, 400.0),
                "connections",
                "",
                List.of(
                        new PlotAxis.Mark("y", "PASS"),
                        new PlotAxis.Mark("y", "PASS"),
                        new PlotAxis.Mark("n", "FAIL")));
        String svg = new SvgPlot("t", "ms", List.of(new SvgPlot.Line("a", List.of(1.0, 2.0, 3.0))), axis).getSvg();

        assertThat(svg)
                .contains("cx=\"216\"", "cx=\"380\"", "cx=\"708\"", "a at 400 connections: 3 ms", "class=\"p m l0\"")
                .contains("class=\"mark FAIL\" x=\"708\"");
    }
}
