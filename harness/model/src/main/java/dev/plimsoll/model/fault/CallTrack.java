package dev.plimsoll.model.fault;

import dev.plimsoll.model.fault.FaultEvent.CallSeen;
import dev.plimsoll.model.fault.FaultEvent.Silence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** One call from a fault's beginning on. */
final class CallTrack {
    private static final int MOST_PATHS = 8;
    private static final long NEVER = Long.MIN_VALUE;

    private final String call;
    private final FaultTimes times;
    private final CallSeen before;
    private final List<String> paths = new ArrayList<>();
    private final Set<String> away = new HashSet<>();
    private CallSeen last;
    private boolean silentBefore;
    private long longest;
    private long firstSilenceFrom = NEVER;
    private long heardAgain = NEVER;
    private long signallingBack = NEVER;
    private boolean signallingLost;
    private boolean over;
    private String reason = "";

    /** @param before how the call was seen last before the fault */
    CallTrack(String call, FaultTimes times, CallSeen before) {
        this.call = call;
        this.times = times;
        this.before = before;
        this.last = before;
        path(before.path());
    }

    void accept(FaultEvent.OfCall event) {
        if (over) {
            return;
        }
        if (event instanceof CallSeen seen) {
            seen(seen);
        } else if (event instanceof FaultEvent.SignallingLost lost && lost.atNanos() < times.deadline()) {
            signallingLost = true;
            away.add(lost.role());
        } else if (event instanceof FaultEvent.SignallingBack back && away.remove(back.role())) {
            signallingBack = back.atNanos();
        } else if (event instanceof FaultEvent.CallOver end) {
            over = true;
            reason = end.reason();
        }
    }

    private void seen(CallSeen seen) {
        last = seen;
        path(seen.path());
        Silence silence = seen.silence();
        if (silence.toNanos() > times.began() && silence.fromNanos() < times.deadline()) {
            silentBefore |= silence.fromNanos() < times.began() - times.patience();
            longest = Math.max(longest, silence.nanos());
            if (silence.nanos() > times.patience()) {
                firstSilenceFrom = firstSilenceFrom == NEVER ? silence.fromNanos() : firstSilenceFrom;
                heardAgain = silence.toNanos();
            }
        } else if (seen.atNanos() > times.began()) {
            silentBefore |= seen.heardNanos() < times.began() - times.patience();
        }
    }

    private void path(String path) {
        boolean news = !path.isEmpty()
                && (paths.isEmpty() || !paths.get(paths.size() - 1).equals(path));
        if (news) {
            if (paths.size() == MOST_PATHS) {
                paths.remove(1);
            }
            paths.add(path);
        }
    }

    /** Whether it carried nothing already when the fault began, so that the fault is not to blame. */
    boolean wasSilentBefore() {
        return silentBefore;
    }

    /** Nothing more is heard of the call. */
    CallEnd close() {
        long silence = last.atNanos() - last.heardNanos();
        boolean silentNow = silence > times.patience() && last.heardNanos() < times.deadline();
        boolean carries = !silentNow && reason.isEmpty();
        return new CallEnd(
                call,
                fate(silentNow),
                reason,
                moment(firstSilenceFrom == NEVER && silentNow ? last.heardNanos() : firstSilenceFrom),
                carries ? moment(heardAgain) : OptionalLong.empty(),
                carries && away.isEmpty() ? moment(restored()) : OptionalLong.empty(),
                silentNow ? Math.max(longest, silence) : longest,
                lost(carries),
                paths);
    }

    private CallEnd.Fate fate(boolean silentNow) {
        if (!reason.isEmpty()) {
            return CallEnd.Fate.ENDED;
        }
        if (silentNow || !away.isEmpty()) {
            return isOverBefore(times.deadline()) ? CallEnd.Fate.OVER : CallEnd.Fate.NOT_BACK;
        }
        if (firstSilenceFrom == NEVER && !signallingLost) {
            return isOverBefore(times.shown()) ? CallEnd.Fate.OVER : CallEnd.Fate.UNDISTURBED;
        }
        return restored() <= times.deadline() ? CallEnd.Fate.RECOVERED : CallEnd.Fate.LATE;
    }

    /** A call is looked at last when its own time is up; what it is told to be over is later, for it takes leave. */
    private boolean isOverBefore(long nanos) {
        return over && last.atNanos() < nanos;
    }

    private long restored() {
        return Math.max(heardAgain, signallingBack);
    }

    private static OptionalLong moment(long nanos) {
        return nanos == NEVER ? OptionalLong.empty() : OptionalLong.of(nanos);
    }

    /** What a call that carries nothing any more has not answered is lost too. */
    private long lost(boolean carries) {
        return Math.max(0, last.messagesLost() - before.messagesLost()) + (carries ? 0 : last.unanswered());
    }
}
