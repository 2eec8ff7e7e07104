package dev.plimsoll.model.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.HashSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceAddressesTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.5, 1, 127.0.0.5, 127.0.0.5",
        "127.0.0.2-127.0.0.40, 39, 127.0.0.2, 127.0.0.40",
        "127.0.0.250 - 127.0.1.4, 11, 127.0.0.250, 127.0.1.4",
        "127.0.1.0/24, 254, 127.0.1.1, 127.0.1.254",
        "127.0.1.77/30, 2, 127.0.1.77, 127.0.1.78",
        "10.0.0.1/32, 1, 10.0.0.1, 10.0.0.1"
    })
    void addresses_ranges_and_blocks_are_read(String text, int size, String first, String last) {
        SourceAddresses read = SourceAddresses.parse(text);

        assertThat(read.size()).isEqualTo(size);
        assertThat(read.addresses().get(0).getHostAddress()).isEqualTo(first);
        assertThat(read.addresses().get(size - 1).getHostAddress()).isEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "localhost",
                "127.0.0.256",
                "127.0.0.9-127.0.0.2",
                "127.0.0.0/8",
                "127.0.0.0/33",
                "::1",
                "1.2.3"
            })
    void anything_else_is_refused_with_a_sentence(String text) {
        assertThatThrownBy(() -> SourceAddresses.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(".{10,}");
    }

    @Property
    void no_address_stands_twice(@ForAll @IntRange(min = 16, max = 32) int bits) {
        var addresses = SourceAddresses.parse("127.3.0.0/" + bits).addresses();

        assertThat(new HashSet<>(addresses)).hasSize(addresses.size());
        assertThat(addresses).allMatch(InetAddress::isLoopbackAddress);
    }

    @Test
    void none_means_that_the_system_chooses() {
        assertThat(SourceAddresses.parse("")).isEqualTo(SourceAddresses.ANY);
        assertThat(SourceAddresses.ANY.size()).isZero();
    }
}
