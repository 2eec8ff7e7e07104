package dev.plimsoll.live.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs that the page shows: this process's own first, then those of other machines, by the tag {@code run} or, where
 * there is none, {@code target}. For the page's thread.
 */
public final class Boards {
    static final int MOST = 8;
    private static final String UNNAMED = "unnamed";

    private final Map<String, Board> boards = new LinkedHashMap<>();
    private final Board own;
    private long turnedAway;

    public Boards(String ownName) {
        this.own = new Board(ownName);
        boards.put(ownName, own);
    }

    public Board own() {
        return own;
    }

    /** A sample of this process. */
    public void addOwn(Sample sample, long nowSecond) {
        own.add(sample, nowSecond);
    }

    /** A sample of whichever run its tags name. */
    public void addOther(Sample sample, long nowSecond) {
        String run = sample.tag("run");
        String target = run.isEmpty() ? sample.tag("target") : run;
        String name = target.isEmpty() ? UNNAMED : target;
        Board board = boards.get(name);
        if (board == null && boards.size() >= MOST && !makeRoom(nowSecond)) {
            turnedAway++;
            return;
        }
        boards.computeIfAbsent(name, Board::new).add(sample, nowSecond);
    }

    /** The run that has been silent for longest makes room, if all it showed is an hour old. */
    private boolean makeRoom(long nowSecond) {
        Optional<Board> silent = boards.values().stream()
                .filter(board -> board != own && board.newest() <= nowSecond - Board.SECONDS)
                .min(Comparator.comparingLong(Board::newest));
        silent.ifPresent(board -> boards.remove(board.name()));
        return silent.isPresent();
    }

    /** The board of a run, or the own one where there is none of that name. */
    public Board board(String name) {
        return boards.getOrDefault(name, own);
    }

    public List<Board> all() {
        return new ArrayList<>(boards.values());
    }

    public List<String> names() {
        return new ArrayList<>(boards.keySet());
    }

    /** Samples that found no place, on any board. */
    public long outside() {
        return turnedAway + boards.values().stream().mapToLong(Board::outside).sum();
    }
}
