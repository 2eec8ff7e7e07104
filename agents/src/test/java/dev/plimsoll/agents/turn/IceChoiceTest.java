package dev.plimsoll.agents.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.TurnPath;
import dev.plimsoll.signalling.ice.IceServer;
import dev.plimsoll.signalling.ice.TurnDetours;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IceChoiceTest {
    private static final List<IceServer> CLOUDFLARE = List.of(
            stun("stun:stun.cloudflare.com:3478", "stun:stun.cloudflare.com:53"),
            turn(
                    "turn:turn.cloudflare.com:3478?transport=udp",
                    "turn:turn.cloudflare.com:53?transport=udp",
                    "turn:turn.cloudflare.com:3478?transport=tcp",
                    "turn:turn.cloudflare.com:80?transport=tcp",
                    "turns:turn.cloudflare.com:5349?transport=tcp",
                    "turns:turn.cloudflare.com:443?transport=tcp"));

    @ParameterizedTest
    @CsvSource({
        "udp, turn:turn.cloudflare.com:3478?transport=udp",
        "tcp, turn:turn.cloudflare.com:3478?transport=tcp",
        "tcp-80, turn:turn.cloudflare.com:80?transport=tcp",
        "tls, turns:turn.cloudflare.com:5349?transport=tcp",
        "tls-443, turns:turn.cloudflare.com:443?transport=tcp"
    })
    void a_path_is_one_url(String path, String url) {
        assertThat(urls(path, CLOUDFLARE)).containsExactly(url);
    }

    @Test
    void all_paths_are_every_url_but_those_on_port_53() {
        assertThat(urls("all", CLOUDFLARE))
                .containsExactly(
                        "stun:stun.cloudflare.com:3478",
                        "turn:turn.cloudflare.com:3478?transport=udp",
                        "turn:turn.cloudflare.com:3478?transport=tcp",
                        "turn:turn.cloudflare.com:80?transport=tcp",
                        "turns:turn.cloudflare.com:5349?transport=tcp",
                        "turns:turn.cloudflare.com:443?transport=tcp");
        assertThat(new IceChoice(TurnPath.ALL, true).of(CLOUDFLARE)).isEqualTo(CLOUDFLARE);
    }

    @Test
    void a_server_is_chosen_by_its_own_url_and_reached_by_its_detour() {
        TurnDetours detours = new TurnDetours(
                Map.of("turns:turn.cloudflare.com:443?transport=tcp", "turns:127.0.0.1:4001?transport=tcp"));

        List<IceServer> chosen = new IceChoice(TurnPath.parse("tls-443").orElseThrow(), false, detours).of(CLOUDFLARE);

        assertThat(chosen).singleElement().satisfies(server -> {
            assertThat(server.urls()).containsExactly("turns:127.0.0.1:4001?transport=tcp");
            assertThat(server.credential()).isPresent();
        });
    }

    @Test
    void a_path_that_nobody_offers_is_nothing() {
        assertThat(urls("udp-53", CLOUDFLARE)).isEmpty();
        assertThat(urls("tls-80", CLOUDFLARE)).isEmpty();
        assertThat(urls("all", List.of(stun("stun:a")))).isEmpty();
    }

    @Test
    void a_turn_server_without_a_credential_is_left_out() {
        IceServer bare = new IceServer(List.of("turn:a"), Optional.empty(), Optional.empty());

        assertThat(urls("udp", List.of(bare))).isEmpty();
        assertThat(urls("udp", List.of(bare, turn("turn:b")))).containsExactly("turn:b");
    }

    @ParameterizedTest
    @CsvSource({
        "turn:h:53, true",
        "turn:h:53?transport=udp, true",
        "stun:h:53, true",
        "turns:h:5349?transport=tcp, false",
        "turn:h:5353, false",
        "turn:h:530?transport=udp, false",
        "turn:h, false",
        "turn:[2001:db8::53]:3478, false"
    })
    void port_53_is_told_from_ports_that_begin_like_it(String url, boolean is53) {
        assertThat(IceChoice.isOnPort53(url)).isEqualTo(is53);
    }

    @Property
    void whatever_is_chosen_was_offered_and_is_on_the_path(
            @ForAll("lists") List<IceServer> offered, @ForAll("paths") TurnPath path) {
        List<String> all =
                offered.stream().flatMap(server -> server.urls().stream()).toList();

        List<IceServer> chosen = new IceChoice(path, false).of(offered);

        List<String> urls =
                chosen.stream().flatMap(server -> server.urls().stream()).toList();
        assertThat(all).containsAll(urls);
        assertThat(urls).noneMatch(IceChoice::isOnPort53);
        assertThat(urls).allMatch(url -> path.matches(url) || (!path.isOne() && url.startsWith("stun")));
        if (path.isOne()) {
            assertThat(urls).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Property
    void a_path_is_read_as_it_is_written(@ForAll("paths") TurnPath path) {
        assertThat(TurnPath.parse(path.label())).contains(path);
    }

    @Provide
    Arbitrary<TurnPath> paths() {
        return Combinators.combine(
                        Arbitraries.of("udp", "tcp", "tls", "all"), Arbitraries.of("", "-3478", "-5349", "-443", "-53"))
                .as((transport, port) -> TurnPath.parse(transport + port).orElseThrow());
    }

    @Provide
    Arbitrary<List<IceServer>> lists() {
        Arbitrary<String> url = Combinators.combine(
                        Arbitraries.of("turn:", "turns:", "stun:"),
                        Arbitraries.of("h", "127.0.0.1", "[::1]"),
                        Arbitraries.of("", ":53", ":3478", ":5349", ":443"),
                        Arbitraries.of("", "?transport=udp", "?transport=tcp"))
                .as((scheme, host, port, query) -> scheme + host + port + query);
        return url.list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(urls -> turn(urls.toArray(String[]::new)))
                .list()
                .ofMaxSize(4);
    }

    private static List<String> urls(String path, List<IceServer> offered) {
        return new IceChoice(TurnPath.parse(path).orElseThrow(), false)
                .of(offered).stream().flatMap(server -> server.urls().stream()).toList();
    }

    private static IceServer turn(String... urls) {
        return new IceServer(List.of(urls), Optional.of("u"), Optional.of(new Secret("c")));
    }

    private static IceServer stun(String... urls) {
        return new IceServer(List.of(urls), Optional.empty(), Optional.empty());
    }
}
