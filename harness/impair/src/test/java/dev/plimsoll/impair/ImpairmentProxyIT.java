package dev.plimsoll.impair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.model.impairment.ImpairmentPlan;
import dev.plimsoll.model.impairment.ImpairmentStep;
import dev.plimsoll.model.impairment.Link;
import dev.plimsoll.model.impairment.PathProfile;
import dev.plimsoll.model.scenario.TurnTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the proxy does, seen from outside by timestamps of the test's own. Tolerances of time are those of a machine that
 * does other things too; lower bounds are exact.
 */
class ImpairmentProxyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Echo echo;
    private Route udp;
    private Route tcp;
    private ImpairmentProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new Echo();
        udp = new Route("udp", TurnTransport.UDP, echo.udpAddress());
        tcp = new Route("tcp", TurnTransport.TCP, echo.tcpAddress());
        proxy = ImpairmentProxy.start(List.of(udp, tcp), ImpairmentPlan.NONE, 1, System::nanoTime);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void a_clear_path_hands_everything_on_and_counts_it() throws Exception {
        try (UdpClient client = client()) {
            client.send(0, 2_000, 200, Duration.ofNanos(200_000));

            assertThat(client.await(2_000, PATIENCE)).hasSize(2_000);
        }
        // A datagram is counted once it has been sent, which may be after it arrived.
        await(() -> totals(udp).down().passed() == 2_000);
        RouteTotals totals = totals(udp);
        assertThat(totals.up().passed()).isEqualTo(2_000);
        assertThat(totals.up().passedBytes()).isEqualTo(400_000);
        assertThat(totals.flows()).isEqualTo(1);
    }

    @Test
    void loss_in_one_direction_is_of_its_share_and_every_lost_datagram_is_counted() throws Exception {
        int sent = 5_000;
        use(TurnTransport.UDP, new PathProfile("lossy", Link.CLEAR.withLoss(0.1), Link.CLEAR, false));
        try (UdpClient client = client()) {
            client.send(0, sent, 100, Duration.ofNanos(400_000));
            await(() -> totals(udp).up().passed() + totals(udp).up().lost() == sent);

            int returned =
                    client.await((int) totals(udp).up().passed(), PATIENCE).size();
            // Five standard deviations of a binomial distribution: sqrt(5000 x 0.1 x 0.9) is 21.2.
            assertThat(sent - returned).isCloseTo(500, within(106));
            assertThat(totals(udp).up().lost()).isEqualTo(sent - returned);
            assertThat(totals(udp).down().lost()).isZero();
        }
    }

    @Test
    void a_delay_is_never_shorter_and_on_an_idle_machine_hardly_longer() throws Exception {
        use(TurnTransport.UDP, PathProfile.both("far", Link.CLEAR.withDelay(Duration.ofMillis(20), Duration.ZERO)));
        try (UdpClient client = client()) {
            client.send(0, 500, 100, Duration.ofMillis(4));
            List<UdpClient.Arrival> arrivals = client.await(500, PATIENCE);

            assertThat(arrivals).hasSize(500);
            assertThat(arrivals).allMatch(arrival -> arrival.roundTripNanos() >= 40_000_000L);
            // What a busy machine holds up is not the proxy's; the quickest tenth was held up by nobody else.
            assertThat(UdpClient.percentileMs(arrivals, 10)).isBetween(40.0, 50.0);
            assertThat(UdpClient.percentileMs(arrivals, 50)).isLessThan(80);
        }
    }

    @Test
    void jitter_spreads_the_delay_to_both_sides_and_lets_nothing_overtake() throws Exception {
        use(
                TurnTransport.UDP,
                new PathProfile(
                        "jittery",
                        Link.CLEAR.withDelay(Duration.ofMillis(30), Duration.ofMillis(10)),
                        Link.CLEAR,
                        false));
        try (UdpClient client = client()) {
            client.send(0, 300, 100, Duration.ofMillis(20));
            List<UdpClient.Arrival> arrivals = client.await(300, PATIENCE);

            assertThat(arrivals)
                    .extracting(UdpClient.Arrival::number)
                    .isSorted()
                    .hasSize(300);
            assertThat(arrivals).allMatch(arrival -> arrival.roundTripNanos() >= 20_000_000L);
            // Quarters of an even spread from 20 to 40 ms.
            assertThat(UdpClient.percentileMs(arrivals, 25)).isBetween(22.0, 40.0);
            assertThat(UdpClient.percentileMs(arrivals, 75)).isBetween(32.0, 80.0);
        }
    }

    @Test
    void the_rate_of_a_link_is_what_comes_through_it() throws Exception {
        use(
                TurnTransport.UDP,
                new PathProfile("narrow", Link.CLEAR.withRate(1_000_000, Duration.ofSeconds(9)), Link.CLEAR, false));
        try (UdpClient client = client()) {
            client.send(0, 200, 1_000, Duration.ZERO);
            List<UdpClient.Arrival> arrivals = client.await(200, PATIENCE);

            assertThat(arrivals).hasSize(200);
            // The bucket lets three through at once; from then on a datagram takes 8 ms.
            double seconds = (arrivals.get(199).atNanos() - arrivals.get(9).atNanos()) / 1e9;
            assertThat(190 * 8_000 / seconds).isBetween(400_000.0, 1_030_000.0);
        }
    }

    @Test
    void reordered_datagrams_are_as_many_as_asked_for_and_come_behind_later_ones() throws Exception {
        int sent = 1_000;
        use(
                TurnTransport.UDP,
                new PathProfile("shuffled", Link.CLEAR.withReorder(0.1, Duration.ofMillis(30)), Link.CLEAR, false));
        try (UdpClient client = client()) {
            client.send(0, sent, 100, Duration.ofNanos(400_000));
            List<UdpClient.Arrival> arrivals = client.await(sent, PATIENCE);

            assertThat(arrivals).hasSize(sent);
            int highest = -1;
            int behind = 0;
            for (UdpClient.Arrival arrival : arrivals) {
                behind += arrival.number() < highest ? 1 : 0;
                highest = Math.max(highest, arrival.number());
            }
            // Five standard deviations: sqrt(1000 x 0.1 x 0.9) is 9.5.
            assertThat(behind).isCloseTo(100, within(48));
            // One with nothing sent in the 30 ms after it comes behind nobody: the last, and the last before each
            // pause.
            assertThat(totals(udp).up().reordered()).isBetween((long) behind, behind + 8L);
        }
    }

    @Test
    void a_blackhole_swallows_udp_alone_and_flows_go_on_afterwards_from_the_same_port() throws Exception {
        try (UdpClient client = client()) {
            client.send(0, 1, 100, Duration.ZERO);
            client.await(1, PATIENCE);
            use(TurnTransport.UDP, PathProfile.both("hole", Link.CLEAR.withBlackhole(true)));
            client.send(1, 50, 100, Duration.ofMillis(1));
            await(() -> totals(udp).up().blackholed() == 50);
            assertThat(roundTrip("still there")).isEqualTo("still there");

            use(TurnTransport.UDP, PathProfile.CLEAR);
            client.send(51, 1, 100, Duration.ZERO);
            assertThat(client.await(2, PATIENCE))
                    .extracting(UdpClient.Arrival::number)
                    .containsExactly(0, 51);
        }
        assertThat(echo.udpPorts).hasSize(2).containsOnly(echo.udpPorts.get(0));
    }

    @Test
    void a_path_that_is_cut_loses_its_udp_mapping() throws Exception {
        try (UdpClient client = client()) {
            client.send(0, 1, 100, Duration.ZERO);
            client.await(1, PATIENCE);
            use(TurnTransport.UDP, PathProfile.CUT);
            assertThat(totals(udp).flows()).isZero();
            client.send(1, 1, 100, Duration.ZERO);
            await(() -> totals(udp).up().blackholed() == 1);

            use(TurnTransport.UDP, PathProfile.CLEAR);
            client.send(2, 1, 100, Duration.ZERO);
            assertThat(client.await(2, PATIENCE)).hasSize(2);
        }
        assertThat(echo.udpPorts).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void a_connection_keeps_every_byte_through_loss_delay_and_a_bound_on_the_rate() throws Exception {
        byte[] sent = new byte[400_000];
        new Random(5).nextBytes(sent);
        use(
                TurnTransport.TCP,
                PathProfile.both(
                        "poor",
                        Link.CLEAR
                                .withLoss(0.02)
                                .withDelay(Duration.ofMillis(10), Duration.ofMillis(5))
                                .withReorder(0.1, Duration.ofMillis(20))
                                .withRate(8_000_000, Duration.ofMillis(100))));

        try (Socket socket = connect()) {
            Thread writer = new Thread(() -> write(socket, sent), "writer");
            writer.start();
            byte[] received = socket.getInputStream().readAllBytes();
            writer.join();
            assertThat(received).isEqualTo(sent);
        }
        await(() -> totals(tcp).up().passedBytes() == sent.length);
        await(() -> totals(tcp).flows() == 0);
    }

    @Test
    void a_delay_holds_for_connections_too() throws Exception {
        use(TurnTransport.TCP, PathProfile.both("far", Link.CLEAR.withDelay(Duration.ofMillis(30), Duration.ZERO)));
        try (Socket socket = connect()) {
            double quickest = Double.MAX_VALUE;
            for (int i = 0; i < 20; i++) {
                long start = System.nanoTime();
                socket.getOutputStream().write(i);
                assertThat(socket.getInputStream().read()).isEqualTo(i);
                quickest = Math.min(quickest, (System.nanoTime() - start) / 1e6);
            }
            assertThat(quickest).isBetween(60.0, 80.0);
        }
    }

    @Test
    void a_cut_resets_connections_and_new_ones_until_the_path_is_back() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(1);
            assertThat(socket.getInputStream().read()).isEqualTo(1);
            use(TurnTransport.TCP, PathProfile.CUT);

            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        assertThatThrownBy(() -> roundTrip("lost")).isInstanceOf(SocketException.class);

        use(TurnTransport.TCP, PathProfile.CLEAR);
        assertThat(roundTrip("back")).isEqualTo("back");
    }

    @Test
    void a_server_that_takes_no_connection_is_counted_and_the_client_sees_a_reset() throws Exception {
        echo.close();

        assertThatThrownBy(() -> roundTrip("anyone?")).isInstanceOf(SocketException.class);
        await(() -> totals(tcp).refused() == 1);
    }

    @Test
    void the_plan_is_carried_out_on_the_clock_that_begins_with_the_load() throws Exception {
        AtomicLong clock = new AtomicLong();
        PathProfile lossy = PathProfile.both("lossy", Link.CLEAR.withLoss(0.02));
        ImpairmentPlan plan = new ImpairmentPlan(List.of(
                new ImpairmentStep(Duration.ofSeconds(10), Set.of(TurnTransport.values()), lossy),
                new ImpairmentStep(Duration.ofSeconds(20), Set.of(TurnTransport.UDP), PathProfile.CUT)));
        try (ImpairmentProxy planned = ImpairmentProxy.start(List.of(udp, tcp), plan, 1, clock::get)) {
            clock.addAndGet(60_000_000_000L);
            planned.begin();
            assertThat(profiles(planned)).containsExactly("clear", "clear");

            clock.addAndGet(10_000_000_000L);
            await(() -> profiles(planned).equals(List.of("lossy", "lossy")));
            clock.addAndGet(10_000_000_000L);
            await(() -> profiles(planned).equals(List.of("cut", "lossy")));
        }
    }

    @Test
    void after_its_end_nothing_of_it_is_left() throws Exception {
        InetSocketAddress address = proxy.address(tcp);
        proxy.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("impairment");
        assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close())
                .isInstanceOf(IOException.class);
    }

    private UdpClient client() throws IOException {
        return new UdpClient(proxy.address(udp));
    }

    private Socket connect() throws IOException {
        InetSocketAddress address = proxy.address(tcp);
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private String roundTrip(String text) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
        } catch (IOException e) {
            // A reset; the reading side sees it too.
        }
    }

    /** Sets a profile and waits until it holds. */
    private void use(TurnTransport transport, PathProfile profile) throws InterruptedException {
        proxy.use(transport, profile);
        Route route = transport == TurnTransport.UDP ? udp : tcp;
        await(() -> totals(route).profile().equals(profile.name()));
    }

    private RouteTotals totals(Route route) {
        return proxy.totals().stream()
                .filter(totals -> totals.route().equals(route))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> profiles(ImpairmentProxy of) {
        return of.totals().stream().map(RouteTotals::profile).toList();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as("waited too long").isNegative();
            Thread.sleep(5);
        }
    }
}
