/** How fast one connection may send. */
package dev.plimsoll.limits.probe.rate;
