package dev.plimsoll.telemetry.ledger;

/** One party's side of the ledger. Written by one thread, which also settles it now and then. */
public interface Account {
    /**
     * Closes what is old enough to be certain, so that an account does not grow with the length of the run.
     *
     * @param nowNanos by {@link System#nanoTime()}
     * @return whether the account is over for good, and was taken off the ledger
     */
    boolean settle(long nowNanos);
}
