package dev.plimsoll.model.fault;

import dev.plimsoll.model.fault.FaultEvent.CallSeen;
import dev.plimsoll.model.result.FaultResult;
import dev.plimsoll.model.result.Percentiles;
import dev.plimsoll.model.verdict.Verdict;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** From a fault's beginning to the next one's, or to the end of the run. */
final class FaultWindow {
    /** What a call may come to. One that was over before its time was up says nothing. */
    private static final Set<CallEnd.Fate> GOOD =
            EnumSet.of(CallEnd.Fate.UNDISTURBED, CallEnd.Fate.RECOVERED, CallEnd.Fate.OVER);

    private final PlannedFault fault;
    private final FaultTimes times;
    private final Map<String, CallTrack> tracks = new LinkedHashMap<>();
    private OptionalLong undone = OptionalLong.empty();
    private String trouble = "";

    /** @param up the calls that are connected, as they were seen last */
    FaultWindow(FaultEvent.Began began, Map<String, CallSeen> up, long patienceNanos) {
        this.fault = began.fault();
        this.times = FaultTimes.of(fault, began.atNanos(), patienceNanos);
        up.forEach((call, seen) -> tracks.put(call, new CallTrack(call, times, seen)));
    }

    void accept(FaultEvent event) {
        if (event instanceof FaultEvent.OfCall ofCall && tracks.containsKey(ofCall.call())) {
            tracks.get(ofCall.call()).accept(ofCall);
        } else if (event instanceof FaultEvent.Undone end) {
            undone = OptionalLong.of(end.atNanos());
        } else if (event instanceof FaultEvent.NotCarriedOut failed) {
            trouble = failed.reason();
        }
    }

    /**
     * @param startNanos of the run, since the epoch
     * @param closedNanos when the window ended
     */
    FaultResult close(long startNanos, long closedNanos) {
        List<CallEnd> ends = tracks.values().stream()
                .filter(track -> !track.wasSilentBefore())
                .map(CallTrack::close)
                .toList();
        String obstacle = obstacle(ends, closedNanos);
        return new FaultResult(
                fault.name(),
                fault.kind().label(),
                seconds(times.began() - startNanos),
                undone.isPresent() && fault.kind().isLasting() ? seconds(undone.getAsLong() - times.began()) : 0,
                fault.within().toMillis() / 1e3,
                ends.size(),
                count(ends, CallEnd.Fate.UNDISTURBED),
                count(ends, CallEnd.Fate.RECOVERED),
                count(ends, CallEnd.Fate.LATE),
                count(ends, CallEnd.Fate.NOT_BACK),
                count(ends, CallEnd.Fate.ENDED),
                count(ends, CallEnd.Fate.OVER),
                recovery(ends),
                ends.isEmpty()
                        ? null
                        : millis(ends.stream()
                                .mapToLong(CallEnd::longestSilence)
                                .max()
                                .orElse(0)),
                ends.stream().mapToLong(CallEnd::messagesLost).sum(),
                (int) ends.stream().filter(CallEnd::isRerouted).count(),
                obstacle.isEmpty() ? verdict(ends) : Verdict.INVALID,
                obstacle,
                ends.stream()
                        .filter(CallEnd::isWorthTelling)
                        .map(end -> told(end, startNanos))
                        .toList());
    }

    private String obstacle(List<CallEnd> ends, long closedNanos) {
        if (!trouble.isEmpty()) {
            return trouble;
        }
        if (ends.isEmpty()) {
            return "no call was up";
        }
        int over = count(ends, CallEnd.Fate.OVER);
        int notBack = count(ends, CallEnd.Fate.NOT_BACK);
        boolean cutOff = closedNanos < times.deadline() - times.patience();
        boolean failed = count(ends, CallEnd.Fate.ENDED) + count(ends, CallEnd.Fate.LATE) + (cutOff ? 0 : notBack) > 0;
        boolean undecided = (cutOff && over + notBack > 0) || 2 * over > ends.size();
        return undecided && !failed ? "calls were over before their time was up" : "";
    }

    private static Verdict verdict(List<CallEnd> ends) {
        boolean survived = ends.stream().allMatch(end -> GOOD.contains(end.fate()));
        return survived ? Verdict.PASS : Verdict.FAIL;
    }

    private static int count(List<CallEnd> ends, CallEnd.Fate fate) {
        return (int) ends.stream().filter(end -> end.fate() == fate).count();
    }

    private Percentiles recovery(List<CallEnd> ends) {
        List<Double> sorted = ends.stream()
                .flatMapToLong(end -> end.restored().stream())
                .mapToObj(nanos -> millis(nanos - times.began()))
                .sorted()
                .toList();
        return sorted.isEmpty()
                ? Percentiles.NONE
                : new Percentiles(
                        sorted.size(), rank(sorted, 0.5), rank(sorted, 0.95), rank(sorted, 0.99), rank(sorted, 1));
    }

    /** Nearest rank. */
    private static double rank(List<Double> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private FaultResult.CallFate told(CallEnd end, long startNanos) {
        return new FaultResult.CallFate(
                end.call(),
                end.fate().label(),
                end.reason(),
                seconds(end.lastBefore(), startNanos),
                seconds(end.firstAfter(), startNanos),
                end.restored().isPresent() ? millis(end.restored().getAsLong() - times.began()) : null,
                millis(end.longestSilence()),
                end.messagesLost(),
                end.paths());
    }

    private static Double seconds(OptionalLong nanos, long startNanos) {
        return nanos.isPresent() ? seconds(nanos.getAsLong() - startNanos) : null;
    }

    private static double seconds(long nanos) {
        return Math.round(nanos / 1e6) / 1e3;
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e4) / 1e2;
    }
}
