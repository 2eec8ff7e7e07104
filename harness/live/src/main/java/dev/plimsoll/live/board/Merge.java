package dev.plimsoll.live.board;

/** How several values of one line in one second become one. */
enum Merge {
    /** Counts of events: they add up, and a second without any is 0. */
    SUM,
    /** The worst or largest: percentiles are never averaged. */
    MAX,
    /** The mean over peers that each gave a sample of their own. */
    MEAN
}
