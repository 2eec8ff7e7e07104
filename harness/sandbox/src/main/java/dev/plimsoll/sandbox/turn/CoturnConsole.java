package dev.plimsoll.sandbox.turn;

import dev.plimsoll.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * coturn's administration console: a line protocol over TCP with a prompt. It is the only way to end an allocation whose
 * credential is over, for coturn itself checks a credential's time only when an allocation begins. Blocking.
 */
final class CoturnConsole {
    private static final int PATIENCE_MILLIS = 2_000;
    private static final int MOST_OUTPUT = 1 << 25;
    private static final String PROMPT = "> ";
    private static final Pattern SESSION = Pattern.compile("id=(\\d+), user <([^>]*)>");

    private final int port;
    private final Secret password;

    CoturnConsole(int port, Secret password) {
        this.port = port;
        this.password = password;
    }

    /** Who has allocations now. */
    Set<String> usernames() throws IOException {
        return withConsole(socket -> {
            Set<String> usernames = new HashSet<>();
            Matcher sessions = SESSION.matcher(ask(socket, "ps"));
            while (sessions.find()) {
                usernames.add(sessions.group(2));
            }
            return usernames;
        });
    }

    /** Ends every allocation of these usernames. @return how many there were */
    int end(Set<String> usernames) throws IOException {
        return withConsole(socket -> {
            Matcher sessions = SESSION.matcher(ask(socket, "ps"));
            int ended = 0;
            while (sessions.find()) {
                if (usernames.contains(sessions.group(2))) {
                    ask(socket, "cs " + sessions.group(1));
                    ended++;
                }
            }
            return ended;
        });
    }

    private interface Talk<T> {
        T with(Socket socket) throws IOException;
    }

    private <T> T withConsole(Talk<T> talk) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            awaitText(socket, "password:");
            ask(socket, password.reveal());
            return talk.with(socket);
        }
    }

    private static String ask(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        return awaitText(socket, PROMPT);
    }

    private static String awaitText(Socket socket, String end) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[8192];
        while (text.indexOf(end, Math.max(0, text.length() - buffer.length)) < 0 && text.length() < MOST_OUTPUT) {
            int read = in.read(buffer);
            if (read < 0) {
                throw new IOException("coturn closed its console");
            }
            text.append(new String(buffer, 0, read, StandardCharsets.US_ASCII));
        }
        return text.toString();
    }
}
