package dev.plimsoll.bench.agents;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which ends of which calls a page holds.
 *
 * @param calls their numbers, from 0
 */
record PageRole(boolean caller, List<Integer> calls) {
    PageRole {
        calls = List.copyOf(calls);
    }

    /** All callers in one page, all callees in another. */
    static List<PageRole> twoPages(int pairs) {
        List<Integer> all = IntStream.range(0, pairs).boxed().toList();
        return List.of(new PageRole(true, all), new PageRole(false, all));
    }

    static List<PageRole> pageAnEnd(int pairs) {
        return IntStream.range(0, pairs)
                .boxed()
                .flatMap(call -> Stream.of(new PageRole(true, List.of(call)), new PageRole(false, List.of(call))))
                .toList();
    }
}
