package dev.plimsoll.sandbox;

import java.time.Duration;

/** Runs things later on the server's event loop. Whatever is pending when the server stops is forgotten. */
@FunctionalInterface
public interface Timers {
    void after(Duration delay, Runnable task);
}
