package dev.plimsoll.cli.watch;

import dev.plimsoll.model.verdict.Check;
import java.time.Instant;

/**
 * A check broke, or holds again.
 *
 * @param broken whether it broke
 * @param check as the last round judged it
 * @param failed in how many rounds of the window it failed
 * @param window how many rounds the window has seen, at most its length
 * @param since when it broke; of a recovery, when what is now over had begun
 */
public record Change(boolean broken, Check check, int failed, int window, Instant since) {}
