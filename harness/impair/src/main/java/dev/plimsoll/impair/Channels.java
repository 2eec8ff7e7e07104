package dev.plimsoll.impair;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes channels; there is nothing to be done about one that will not. */
final class Channels {
    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

    private Channels() {}

    static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("a channel did not close", e);
        }
    }

    /** Closes a connection so that its other end sees a reset. */
    static void reset(SocketChannel channel) {
        try {
            if (channel.isConnected()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            LOG.debug("a connection cannot be reset", e);
        }
        close(channel);
    }
}
