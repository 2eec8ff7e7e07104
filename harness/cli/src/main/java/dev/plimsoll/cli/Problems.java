package dev.plimsoll.cli;

import dev.plimsoll.document.Problem;
import java.util.List;

/** Tells everything that is wrong with a file. */
final class Problems {
    private Problems() {}

    static void print(List<Problem> problems, Terminal terminal) {
        problems.forEach(problem -> terminal.err().println(problem));
        terminal.err().println(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
    }
}
