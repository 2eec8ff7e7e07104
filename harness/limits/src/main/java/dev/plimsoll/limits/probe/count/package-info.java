/** How many of something one connection may have. */
package dev.plimsoll.limits.probe.count;
