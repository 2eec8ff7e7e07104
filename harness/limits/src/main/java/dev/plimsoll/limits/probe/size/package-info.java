/** How large frames, names, claims and bodies may be. */
package dev.plimsoll.limits.probe.size;
