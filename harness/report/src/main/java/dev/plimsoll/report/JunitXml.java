package dev.plimsoll.report;

import dev.plimsoll.model.limit.LimitResult;
import dev.plimsoll.model.result.RunResult;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import java.io.StringWriter;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The verdicts as a JUnit report, one case a check: FAIL is a failure, INVALID an error, SKIPPED skipped. */
final class JunitXml {
    private JunitXml() {}

    static String write(RunResult result) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            suite(xml, result);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing XML to memory cannot fail", e);
        }
        return text + "\n";
    }

    private static void suite(XMLStreamWriter xml, RunResult result) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", clean(result.scenario()));
        xml.writeAttribute("tests", Integer.toString(result.verdicts().size()));
        xml.writeAttribute("failures", count(result, Verdict.FAIL));
        xml.writeAttribute("errors", count(result, Verdict.INVALID));
        xml.writeAttribute("skipped", count(result, Verdict.SKIPPED));
        xml.writeAttribute("timestamp", result.startedAt());
        xml.writeAttribute("time", Double.toString(result.durationMs() / 1e3));
        xml.writeStartElement("properties");
        xml.writeEmptyElement("property");
        xml.writeAttribute("name", "runId");
        xml.writeAttribute("value", clean(result.runId()));
        xml.writeEndElement();
        for (Check check : result.verdicts()) {
            testCase(xml, result, check);
        }
        xml.writeEndElement();
    }

    private static void testCase(XMLStreamWriter xml, RunResult result, Check check) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", clean(result.scenario()));
        xml.writeAttribute("name", clean(check.id() + ": " + check.title()));
        String message = clean("expected " + check.expected() + ", observed " + check.observed());
        switch (check.verdict()) {
            case FAIL -> outcome(xml, "failure", message, check);
            case INVALID -> outcome(xml, "error", message, check);
            case SKIPPED -> outcome(xml, "skipped", clean(check.observed()), check);
            case PASS -> {
                // A case without a failure has passed.
            }
        }
        Optional<LimitResult> limit = result.limits().stream()
                .filter(found -> found.id().equals(check.id()))
                .findFirst();
        if (limit.isPresent()) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(clean(story(limit.get())));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** Documented, observed, parts, exchange and source, for whoever reads the case alone. */
    private static String story(LimitResult limit) {
        StringBuilder text = new StringBuilder("documented: " + limit.documented() + "\n");
        text.append("observed: ").append(limit.observed()).append('\n');
        limit.parts()
                .forEach(part -> text.append(part.verdict())
                        .append(' ')
                        .append(part.title())
                        .append(": ")
                        .append(part.observed())
                        .append('\n'));
        limit.evidence()
                .forEach(exchange -> text.append(Texts.exchange(exchange)).append('\n'));
        return text.append("source: ").append(limit.source()).append('\n').toString();
    }

    private static void outcome(XMLStreamWriter xml, String element, String message, Check check)
            throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("message", message);
        xml.writeCharacters(clean("source: " + check.source()));
        xml.writeEndElement();
    }

    private static String count(RunResult result, Verdict verdict) {
        return Long.toString(result.verdicts().stream()
                .filter(check -> check.verdict() == verdict)
                .count());
    }

    /** XML 1.0 has no way to write most control characters, or half a surrogate pair. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(c -> isXml(c) ? c : 0xFFFD).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isXml(int c) {
        boolean whiteSpace = c == '\t' || c == '\n' || c == '\r';
        boolean belowSurrogates = c >= 0x20 && c <= 0xD7FF;
        boolean aboveSurrogates = c >= 0xE000 && c <= 0xFFFD;
        return whiteSpace || belowSurrogates || aboveSurrogates || c >= 0x10000;
    }
}
