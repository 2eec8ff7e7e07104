package dev.plimsoll.agents.stats;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** When what happened in a peer's life; only the first time of each counts, but for restarts. For one thread. */
public final class PeerTimeline {
    private final Map<Step, Long> steps = new EnumMap<>(Step.class);
    private int restarts;
    private long restartedAt;
    private boolean restarting;
    private double lastRestartMs = Double.NaN;
    private int stunErrors;
    private int lastStunError;
    private boolean changed;

    /** A moment of the set-up. */
    public enum Step {
        CALLED,
        CREDENTIAL_ASKED,
        CREDENTIAL_THERE,
        GATHERING,
        GATHERED,
        CHECKING,
        ICE_CONNECTED,
        /** ICE and DTLS, so that media may flow. */
        CONNECTED
    }

    /** @param nanos of a monotonic clock, the same for all steps */
    public void reached(Step step, long nanos) {
        changed |= steps.putIfAbsent(step, nanos) == null;
        if (step == Step.CONNECTED || step == Step.ICE_CONNECTED) {
            restored(nanos);
        }
    }

    public void restarted(long nanos) {
        restarts++;
        changed = true;
        restarting = true;
        restartedAt = nanos;
    }

    /** A restart is over when the path works again; also told by another selected pair, as the state may never have changed. */
    public void restored(long nanos) {
        if (restarting) {
            restarting = false;
            changed = true;
            lastRestartMs = (nanos - restartedAt) / 1e6;
        }
    }

    /** @param code STUN error code: 401 for a wrong credential, 701 for a server that was not reached */
    public void stunError(int code) {
        stunErrors++;
        changed = true;
        lastStunError = code;
    }

    /** Whether anything was told since this was last asked. */
    public boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    public OptionalDouble credentialMs() {
        return between(Step.CREDENTIAL_ASKED, Step.CREDENTIAL_THERE);
    }

    public OptionalDouble gatheringMs() {
        return between(Step.GATHERING, Step.GATHERED);
    }

    public OptionalDouble iceMs() {
        return between(Step.CHECKING, Step.ICE_CONNECTED);
    }

    /** 0 or more: the library may tell of the connection before it tells of ICE, which was there first. */
    public OptionalDouble dtlsMs() {
        OptionalDouble told = between(Step.ICE_CONNECTED, Step.CONNECTED);
        return told.isPresent() ? OptionalDouble.of(Math.max(0, told.getAsDouble())) : told;
    }

    public OptionalDouble setupMs() {
        return between(Step.CALLED, Step.CONNECTED);
    }

    /** Of the last restart that succeeded. */
    public OptionalDouble restartMs() {
        return Double.isNaN(lastRestartMs) ? OptionalDouble.empty() : OptionalDouble.of(lastRestartMs);
    }

    public int restarts() {
        return restarts;
    }

    public int stunErrors() {
        return stunErrors;
    }

    /** 0 if there was none. */
    public int lastStunError() {
        return lastStunError;
    }

    private OptionalDouble between(Step from, Step to) {
        Long begin = steps.get(from);
        Long end = steps.get(to);
        return begin == null || end == null ? OptionalDouble.empty() : OptionalDouble.of((end - begin) / 1e6);
    }
}
