package dev.plimsoll.document;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says what the YAML parser stumbled over, in words of the person who wrote the file. */
final class YamlFault {
    /** The first whose sign occurs in the parser's message explains it. */
    private static final List<Explanation> EXPLANATIONS = List.of(
            new Explanation("TAB", "a tab stands where only spaces may", "indent with spaces"),
            new Explanation(
                    "mapping values are not allowed",
                    "a ':' stands where none may",
                    "put text that holds ': ' in quotes, and check the indentation"),
            new Explanation(
                    "unexpected end of stream", "a quote is not closed", "close it, or remove the one that opens it"),
            new Explanation(
                    "expected ',' or", "a bracket or brace is not closed", "close it, and put commas between entries"),
            new Explanation(
                    "could not find expected ':'", "a field has no ':' after its name", "write <field>: <value>"),
            new Explanation(
                    "expected <block end>",
                    "the indentation does not fit the lines above",
                    "indent all fields of one map equally"),
            new Explanation(
                    "cannot start any token",
                    "a value begins with a character that YAML keeps for itself",
                    "put the value in quotes"),
            new Explanation(
                    "Expected a field name", "a field's name is a list or a map", "write a plain name before the ':'"),
            new Explanation("nesting depth", "values are nested too deeply", "close the brackets"));

    private static final Explanation OTHER = new Explanation(
            "", "this is not YAML", "check indentation, quotes and brackets here and in the line above");

    private YamlFault() {}

    private record Explanation(String sign, String what, String hint) {
        LocatedYaml.Broken at(int line) {
            return new LocatedYaml.Broken(line, what, hint);
        }
    }

    static LocatedYaml.Broken explain(JsonProcessingException fault, String text) {
        if (fault.getCause() instanceof ReaderException unprintable) {
            return new LocatedYaml.Broken(
                    lineAt(text, unprintable.getPosition()),
                    "the character U+%04X may not stand in YAML".formatted(unprintable.getCodePoint()),
                    "remove it");
        }
        if (fault.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return explanation(marked.getProblem()).at(marked.getProblemMark().getLine() + 1);
        }
        JsonLocation location = fault.getLocation();
        return explanation(fault.getOriginalMessage()).at(location == null ? 1 : Math.max(1, location.getLineNr()));
    }

    private static Explanation explanation(String message) {
        return EXPLANATIONS.stream()
                .filter(known -> message != null && message.contains(known.sign()))
                .findFirst()
                .orElse(OTHER);
    }

    /** @param position in code points */
    private static int lineAt(String text, int position) {
        return 1
                + (int) text.codePoints().limit(position).filter(c -> c == '\n').count();
    }
}
