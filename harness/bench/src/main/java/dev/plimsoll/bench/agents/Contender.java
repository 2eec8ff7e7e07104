package dev.plimsoll.bench.agents;

import java.io.IOException;
import java.nio.file.Path;

/** Who places the calls. */
enum Contender {
    /** One agent host, as a run starts it. */
    PLIMSOLL("plimsoll", "pairs") {
        @Override
        Side start(CallKind kind, int pairs, Venue venue, Path folder) {
            return AgentsSide.start(kind.settings(), venue, folder);
        }
    },
    /** One headless Chromium with two pages that hold all the calls between them. */
    TWO_PAGES("chromium (two pages)", "two-pages") {
        @Override
        Side start(CallKind kind, int pairs, Venue venue, Path folder) throws IOException, InterruptedException {
            return ChromiumSide.start(kind, PageRole.twoPages(pairs), venue, folder);
        }
    },
    /** One headless Chromium with a page for each end of each call, as people who call each other have. */
    PAGE_AN_END("chromium (a page an end)", "page-an-end") {
        @Override
        Side start(CallKind kind, int pairs, Venue venue, Path folder) throws IOException, InterruptedException {
            return ChromiumSide.start(kind, PageRole.pageAnEnd(pairs), venue, folder);
        }
    };

    private final String label;
    private final String option;

    Contender(String label, String option) {
        this.label = label;
        this.option = option;
    }

    String label() {
        return label;
    }

    /** By which the command line says how many pairs it holds. */
    String option() {
        return option;
    }

    /** Starts the side's processes; there are no calls yet. */
    abstract Side start(CallKind kind, int pairs, Venue venue, Path folder) throws IOException, InterruptedException;
}
