package dev.plimsoll.cli.scenario;

/**
 * One thing that is wrong with a scenario file.
 *
 * @param line from 1; 0 if the problem is with the file as a whole
 * @param path dotted, as {@code limits[0].id}; empty for the whole file
 */
public record Problem(String file, int line, String path, String what, String hint) {
    /** As compilers print it, so that editors can jump to the line. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + (path.isEmpty() ? "" : path + ": ") + what + "; " + hint;
    }
}
