package dev.plimsoll.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ReportWriterTest {
    private static final String HOSTILE = "<script>alert(1)</script> | `x` ]]> \u0001 \"q\"";

    @TempDir
    Path folder;

    @Test
    void every_report_is_written_and_nothing_else_is_left() throws IOException {
        assertThat(ReportWriter.write(Results.full(), folder)).isEmpty();

        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("result.json", "junit.xml", "report.md", "report.html");
        }
    }

    @Test
    void a_file_that_cannot_be_written_is_named_and_the_others_are_written() throws IOException {
        Files.createDirectories(folder.resolve("report.md/occupied"));

        assertThat(ReportWriter.write(Results.full(), folder))
                .singleElement()
                .asString()
                .startsWith("report.md");
        assertThat(folder.resolve("report.html")).exists();
        assertThat(folder.resolve("result.json")).exists();
    }

    @Test
    void the_sums_stand_in_the_html_report() throws IOException {
        assertThat(html(Results.full()))
                .contains("620 attempted = 600 accepted + 20 rejected (20 \u00d7 4010) + 0 timed out + 0 broken")
                .contains("8\u2009100 expected = 8\u2009100 delivered + 0 lost");
    }

    @Test
    void a_fault_is_told_with_who_survived_it_and_stands_on_the_time_axis() throws IOException {
        assertThat(html(Results.full()))
                .contains("relay-away (turn-stop)", "18.12 s", "17.94 s")
                .contains("relay/udp - relay/udp → relay/tcp - relay/udp")
                .contains("<rect class=\"f\"", "<title>fault relay-away at 12.00 s for 5.25 s</title>");
        assertThat(MarkdownReport.write(Results.full()))
                .contains("## Faults", "| relay-away (turn-stop) | 12.00 s | 5.25 s | 1 | 0 | 1 |");
        assertThat(Summary.of(Results.full(), Path.of("report.html"), false))
                .contains("fault       relay-away: of 1 calls 0 undisturbed, 1 recovered");
    }

    @Test
    void an_impairment_stands_on_the_time_axis_and_in_words() throws IOException {
        assertThat(html(Results.full()))
                .contains("<rect class=\"i\"", "<title>impairment far over udp, tls at 1.00 s for 1.50 s</title>")
                .contains("</b>impairment far over udp, tls at 1.00 s for 1.50 s; <b class=\"f\"></b>fault relay-away");
        assertThat(html(Results.bare())).doesNotContain("Set off in the plots");
    }

    @Test
    void the_html_report_fetches_nothing() throws IOException {
        assertThat(html(Results.full())).doesNotContain("http://", "https://", "<script", "<link", "@import");
    }

    @Test
    void text_from_outside_never_becomes_markup() throws IOException {
        RunResult result = Results.full(Results.check(Verdict.FAIL, HOSTILE));

        assertThat(html(result)).doesNotContain("<script>");
        assertThat(MarkdownReport.write(result)).doesNotContain("<script>").contains("\\|");
    }

    @Test
    void a_run_that_measured_nothing_has_a_report_all_the_same() throws IOException {
        assertThat(html(Results.bare())).contains("not measured").doesNotContain("null");
    }

    @Test
    void junit_counts_failures_errors_and_skips_apart() throws Exception {
        RunResult result = Results.full(
                Results.check(Verdict.PASS, "a"),
                Results.check(Verdict.FAIL, HOSTILE),
                Results.check(Verdict.INVALID, "c"),
                Results.check(Verdict.SKIPPED, "d"));
        ReportWriter.write(result, folder);

        Document xml = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("junit.xml").toFile());

        assertThat(xml.getDocumentElement().getAttribute("tests")).isEqualTo("4");
        assertThat(xml.getDocumentElement().getAttribute("failures")).isEqualTo("1");
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(xml.getElementsByTagName("error").getLength()).isEqualTo(1);
        assertThat(xml.getElementsByTagName("skipped").getLength()).isEqualTo(1);
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(4);
    }

    @Test
    void the_summary_says_what_was_expected_where_something_failed() {
        String summary = Summary.of(
                Results.full(Results.check(Verdict.PASS, "fine"), Results.check(Verdict.FAIL, "bad")),
                Path.of("report.html"),
                false);

        assertThat(summary).contains("PASS     fine", "FAIL     bad", "expected bad", "observed bad", "report.html");
        assertThat(summary).doesNotContain("\033");
    }

    private String html(RunResult result) throws IOException {
        ReportWriter.write(result, folder);
        return Files.readString(folder.resolve("report.html"));
    }
}
