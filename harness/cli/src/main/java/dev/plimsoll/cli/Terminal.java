package dev.plimsoll.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The person's screen. Libraries print to {@code System.out} too; once {@link #keepLibrariesOff} is called, what they
 * print goes to a file and only this object reaches the screen.
 */
public final class Terminal {
    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final PrintStream err =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    private final boolean interactive;

    /** The launcher knows whether someone looks on; a JVM can only guess, and guesses differ between versions. */
    public Terminal() {
        this.interactive = Boolean.getBoolean("plimsoll.terminal");
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    public boolean isInteractive() {
        return interactive;
    }

    /** Must come before the first class of Gatling, which keeps the stream that it finds. */
    void keepLibrariesOff(Path file) {
        try {
            PrintStream stream = new PrintStream(BoundedFile.open(file), true, StandardCharsets.UTF_8);
            System.setOut(stream);
            System.setErr(stream);
        } catch (IOException e) {
            err.println("cannot write " + file + ": libraries will print here");
        }
    }
}
