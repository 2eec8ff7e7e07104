package dev.plimsoll.agents.call;

import dev.plimsoll.agents.control.Incident;

/** What every part of an end reports of itself. */
interface Reports {
    /** @param tookNanos how long, where the incident ends something; otherwise 0 */
    void incident(Incident what, String detail, long tookNanos);

    /** The call cannot go on. */
    void failed(String reason, String detail);
}
