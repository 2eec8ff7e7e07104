package dev.plimsoll.impair;

import dev.plimsoll.model.impairment.PathProfile;
import java.net.InetSocketAddress;

/** Carries one route. Everything but {@link #address} and {@link #totals} is for the proxy's thread. */
interface Path {
    /** Where clients go instead of to the server. */
    InetSocketAddress address();

    void use(PathProfile profile);

    /** Now and then, so that what is idle can be closed. */
    void tick(long now);

    RouteTotals totals();

    /** Closes every channel. */
    void close();
}
