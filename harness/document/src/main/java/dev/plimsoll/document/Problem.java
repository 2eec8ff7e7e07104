package dev.plimsoll.document;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One thing that is wrong with a document.
 *
 * @param line from 1; 0 if the problem is with the file as a whole
 * @param path dotted, as {@code limits[0].id}; empty for the whole file
 */
public record Problem(String file, int line, String path, String what, String hint) {

    /** Everything that is wrong with a document, by line. */
    public static List<Problem> of(String file, LocatedYaml yaml, Stream<Fault> faults) {
        Stream<Problem> repeated = yaml.repeated().stream()
                .map(again -> new Problem(
                        file,
                        again.again(),
                        Wording.path(again.pointer()),
                        "stands twice, first on line " + again.first(),
                        "keep one"));
        Stream<Problem> wrong = faults.map(fault -> new Problem(
                file, yaml.lineOf(fault.pointer()), Wording.path(fault.pointer()), fault.what(), fault.hint()));
        return Stream.concat(repeated, wrong)
                .sorted(Comparator.comparingInt(Problem::line))
                .toList();
    }

    /** As compilers print it, so that editors can jump to the line. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + (path.isEmpty() ? "" : path + ": ") + what + "; " + hint;
    }
}
