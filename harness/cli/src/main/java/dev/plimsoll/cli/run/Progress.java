package dev.plimsoll.cli.run;

import dev.plimsoll.cli.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What a person sees while a run runs: on a terminal one line a stage, rewritten every second; elsewhere plain lines, each
 * when its stage has moved on, at most every few seconds. For one thread at a time.
 */
public final class Progress {
    private static final int PLAIN_EVERY = 5;

    private static final String RUN = "run";

    private final Terminal terminal;
    private final BiConsumer<String, String> listener;
    private final Map<String, String> stages = new LinkedHashMap<>();
    private final Map<String, String> printed = new LinkedHashMap<>();
    private int linesOnScreen;
    private final boolean stays;
    private int refreshes;

    public Progress(Terminal terminal) {
        this(terminal, (stage, state) -> {});
    }

    /** @param listener is told every stage and where it stands, and as stage {@code run} every line that stays */
    public Progress(Terminal terminal, BiConsumer<String, String> listener) {
        this(terminal, true, listener);
    }

    private Progress(Terminal terminal, boolean stays, BiConsumer<String, String> listener) {
        this.terminal = terminal;
        this.stays = stays;
        this.listener = listener;
    }

    /** For one of many runs: on a terminal the stages are seen while it runs, and nothing stays; elsewhere nothing is. */
    public static Progress passing(Terminal terminal) {
        return passing(terminal, (stage, state) -> {});
    }

    /** The same, with a listener as any other has it. */
    public static Progress passing(Terminal terminal, BiConsumer<String, String> listener) {
        return new Progress(terminal, false, listener);
    }

    /** A line that stays. */
    public synchronized void say(String line) {
        listener.accept(RUN, line);
        if (!stays) {
            return;
        }
        erase();
        terminal.out().println(line);
        draw();
    }

    /** Where a stage stands; shown at the next refresh. */
    public synchronized void stage(String name, String state) {
        stages.put(name, state);
        listener.accept(name, state);
    }

    public synchronized void refresh() {
        refreshes++;
        if (terminal.isInteractive()) {
            erase();
            draw();
        } else if (stays && refreshes % PLAIN_EVERY == 0) {
            plain();
        }
    }

    /** The last state of every stage stays on the screen. */
    public synchronized void finish() {
        if (!stays) {
            erase();
        } else if (terminal.isInteractive()) {
            erase();
            draw();
            linesOnScreen = 0;
        } else {
            plain();
        }
        stages.clear();
    }

    private void plain() {
        stages.forEach((name, state) -> {
            if (!state.equals(printed.put(name, state))) {
                terminal.out().println(line(name, state));
            }
        });
    }

    private void erase() {
        if (linesOnScreen > 0) {
            terminal.out().print("\033[" + linesOnScreen + "A\033[J");
            linesOnScreen = 0;
        }
    }

    private void draw() {
        if (terminal.isInteractive()) {
            stages.forEach((name, state) -> terminal.out().println(line(name, state)));
            linesOnScreen = stages.size();
        }
        terminal.out().flush();
    }

    private static String line(String name, String state) {
        return "  %-10s %s".formatted(name, state);
    }
}
