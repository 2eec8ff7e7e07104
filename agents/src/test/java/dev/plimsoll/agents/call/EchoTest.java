package dev.plimsoll.agents.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EchoTest {
    @Test
    void a_message_is_lost_when_a_later_one_came_back() {
        Echo echo = new Echo();
        byte[] first = send(echo);
        send(echo);
        byte[] third = send(echo);

        echo.returned(first, 1);
        assertThat(echo.lostCount()).isZero();
        echo.returned(third, 2);
        assertThat(echo.lostCount()).isEqualTo(1);
    }

    @Property
    void what_was_sent_is_echoed_lost_or_unanswered(@ForAll List<Boolean> comesBack) {
        Echo echo = new Echo();
        List<byte[]> sent = new ArrayList<>();
        comesBack.forEach(comes -> sent.add(send(echo)));
        for (int i = 0; i < sent.size(); i++) {
            if (comesBack.get(i)) {
                echo.returned(sent.get(i), i);
            }
        }

        long expected = comesBack.subList(0, comesBack.lastIndexOf(true) + 1).stream()
                .filter(comes -> !comes)
                .count();
        assertThat(echo.lostCount()).isEqualTo(expected);
        assertThat(echo.echoedCount() + echo.lostCount()).isLessThanOrEqualTo(echo.sentCount());
    }

    @Test
    void a_partner_that_makes_up_messages_loses_none() {
        Echo echo = new Echo();
        byte[] madeUp = new byte[128];
        madeUp[8] = 0x7f;

        echo.returned(madeUp, 1);

        assertThat(echo.lostCount()).isZero();
    }

    private static byte[] send(Echo echo) {
        byte[] message = echo.message(0);
        echo.sent();
        return message;
    }
}
