/** Who may do what where. */
package dev.plimsoll.limits.probe.authorisation;
