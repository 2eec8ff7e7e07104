package dev.plimsoll.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelPatternTest {
    @ParameterizedTest
    @CsvSource({
        "lt/*, lt/a, true",
        "lt/*, lt/a/b, false",
        "lt/*, lt/, true",
        "lt/*, ltx, false",
        "lt/**, lt/a, true",
        "lt/**, lt/a/b, true",
        "lt/**, ltx, false",
        "**, anything/at/all, true",
        "lt\\*, lt*, true",
        "lt\\*, ltx, false",
        "lt*, ltx, true",
        "lt*, lt/a, false",
        "a.c, abc, false",
        "back\\, back\\, true"
    })
    void patterns_match_as_the_protocol_says(String pattern, String channel, boolean matches) {
        assertThat(ChannelPattern.of(pattern).matches(channel)).isEqualTo(matches);
    }

    @Property
    void a_pattern_without_stars_and_backslashes_matches_itself_alone(@ForAll String text, @ForAll String other) {
        String literal = text.replaceAll("[*\\\\]", "");
        assertThat(ChannelPattern.of(literal).matches(literal)).isTrue();
        assertThat(ChannelPattern.of(literal).matches(other)).isEqualTo(literal.equals(other));
    }
}
