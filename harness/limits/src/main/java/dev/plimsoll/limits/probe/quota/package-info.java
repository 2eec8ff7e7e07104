/** How many messages a plan has. */
package dev.plimsoll.limits.probe.quota;
