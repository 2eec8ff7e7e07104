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
}
