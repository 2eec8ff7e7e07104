/** What becomes of many messages. */
package dev.plimsoll.limits.probe.delivery;
