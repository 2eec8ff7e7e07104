package dev.plimsoll.telemetry.spool;

import dev.plimsoll.telemetry.point.Point;

/**
 * Sees every point on its way to the spool, once and in the spool's order. Called by the spool's one thread, which waits
 * meanwhile: it must return within microseconds and never block. A sink that throws is called no more.
 */
@FunctionalInterface
public interface PointSink {
    void point(Point point);
}
