package dev.plimsoll.agents.stats;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Numbers of one object of getStats, times in milliseconds. What the library left out is absent: null, never zero. */
public final class Numbers {
    public static final Numbers NONE = new Numbers(new EnumMap<>(Member.class));

    private final Map<Member, Double> values;

    private Numbers(Map<Member, Double> values) {
        this.values = values;
    }

    /** Reads members from attributes; whatever is no finite number counts as absent. */
    static Numbers read(Map<?, ?> attributes, Set<Member> members) {
        Map<Member, Double> values = new EnumMap<>(Member.class);
        for (Member member : members) {
            if (attributes.get(member.wire()) instanceof Number number && Double.isFinite(number.doubleValue())) {
                values.put(member, number.doubleValue() * member.scale());
            }
        }
        return new Numbers(values);
    }

    /** Both; the other's where both have a member. */
    Numbers with(Numbers other) {
        Map<Member, Double> both = new EnumMap<>(Member.class);
        both.putAll(values);
        both.putAll(other.values);
        return new Numbers(both);
    }

    /** Null if it is absent. */
    public Double get(Member member) {
        return values.get(member);
    }

    public double orZero(Member member) {
        return values.getOrDefault(member, 0.0);
    }

    /** Null unless both are there and the divisor is above zero. */
    public Double ratio(Member dividend, Member divisor) {
        Double over = get(dividend);
        Double under = get(divisor);
        return over == null || under == null || under <= 0 ? null : over / under;
    }

    /**
     * What was counted since an earlier reading: of the members that both have. Where a counter is smaller than it was, all
     * began anew, and everything counts.
     */
    Numbers since(Numbers earlier) {
        boolean anew = values.entrySet().stream()
                .anyMatch(entry -> entry.getKey().onlyGrows()
                        && earlier.values.getOrDefault(entry.getKey(), entry.getValue()) > entry.getValue());
        Map<Member, Double> difference = new EnumMap<>(Member.class);
        values.forEach((member, value) -> {
            Double before = anew ? Double.valueOf(0) : earlier.get(member);
            if (member.isCounted() && before != null) {
                difference.put(member, value - before);
            }
        });
        return new Numbers(difference);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Numbers numbers && values.equals(numbers.values);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(values);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
