package dev.plimsoll.simulations.engine;

import io.gatling.core.CoreComponents;
import io.gatling.core.config.NettyConfiguration;
import io.gatling.netty.util.Transports;
import io.netty.channel.ChannelFactory;
import io.netty.channel.socket.SocketChannel;

/** Channels that fit Gatling's event loops. */
public final class GatlingChannels {
    private GatlingChannels() {}

    public static ChannelFactory<? extends SocketChannel> of(CoreComponents core) {
        NettyConfiguration netty = core.configuration().netty();
        return Transports.newSocketChannelFactory(netty.useNativeTransport(), netty.useIoUring());
    }
}
