package dev.plimsoll.signalling.ice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.Secret;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The list's rules hold for any list: it is taken whole or not at all. */
class IceServersTest {
    @Property
    void a_list_within_the_rules_is_read_as_it_was_written(@ForAll("lists") List<IceServer> servers) {
        assertThat(IceServers.read(metadata(IceServers.write(servers)))).contains(servers);
    }

    @Property
    void one_entry_that_breaks_a_rule_voids_the_list_wherever_it_stands(
            @ForAll("lists") List<IceServer> servers, @ForAll("broken") ObjectNode broken, @ForAll int place) {
        ArrayNode list = IceServers.write(servers);
        list.insert(Math.floorMod(place, list.size() + 1), broken);

        assertThat(IceServers.read(metadata(list))).isEmpty();
    }

    @Property
    void more_than_sixteen_entries_void_the_list(@ForAll @IntRange(max = 40) int entries) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < entries; i++) {
            list.addObject().put("urls", "turn:h");
        }

        assertThat(IceServers.read(metadata(list)).isPresent()).isEqualTo(entries <= 16);
    }

    @Property
    void urls_end_at_512_and_credentials_at_1024_characters(@ForAll @IntRange(min = -3, max = 3) int beyond) {
        assertThat(reads("turn:" + "h".repeat(507 + beyond), "c")).isEqualTo(beyond <= 0);
        assertThat(reads("turn:h", "c".repeat(1024 + beyond))).isEqualTo(beyond <= 0);
    }

    private static boolean reads(String url, String credential) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        list.addObject().put("urls", url).put("credential", credential);
        return IceServers.read(metadata(list)).isPresent();
    }

    @Provide
    Arbitrary<List<IceServer>> lists() {
        Arbitrary<String> url = Combinators.combine(
                        Arbitraries.of("stun:", "STUN:", "stuns:", "turn:", "turns:", "TurnS:"),
                        Arbitraries.strings().ofMaxLength(500))
                .as((scheme, rest) -> scheme + rest);
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(1024);
        return Combinators.combine(url.list().ofMinSize(1).ofMaxSize(4), text.optional(), text.optional())
                .as((urls, user, credential) -> new IceServer(urls, user, credential.map(Secret::new)))
                .list()
                .ofMaxSize(15);
    }

    @Provide
    Arbitrary<ObjectNode> broken() {
        return Arbitraries.of("", "http://h", "turn", "tur:n", " turn:h", "turn:" + "h".repeat(508))
                .map(url -> JsonNodeFactory.instance.objectNode().put("urls", url));
    }

    private static ObjectNode metadata(ArrayNode list) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.set("iceServers", list);
        return metadata;
    }
}
