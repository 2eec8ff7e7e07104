package dev.plimsoll.simulations.protocol;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.signalling.Endpoint;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Opens sockets to one endpoint, on whichever event loop is asked for. Safe for use by several threads. */
public final class SocketOpener {
    private static final int MAX_REFUSAL_BODY = 8_192;
    static final int MAX_FRAME = 1 << 20;
    /** What one connection may have unwritten before it takes no more frames: twice the largest frame of the protocol. */
    private static final int MOST_UNWRITTEN = 1 << 17;

    private static final int FEW_UNWRITTEN = 1 << 16;

    /** Netty's own choice; Gatling's, the pooled one of old, takes more of a core for each message. */
    private static final ByteBufAllocator BUFFERS = new AdaptiveByteBufAllocator();

    private final Endpoint endpoint;
    private final Optional<String> origin;
    private final Duration timeout;
    private final ChannelFactory<? extends SocketChannel> channels;
    private final Optional<SslContext> tls;

    /**
     * @param channels must fit the event loops that will be passed to {@link #open}
     * @param timeout from TCP connect to welcome
     */
    public SocketOpener(
            Endpoint endpoint,
            Optional<String> origin,
            Duration timeout,
            ChannelFactory<? extends SocketChannel> channels) {
        this.endpoint = endpoint;
        this.origin = origin;
        this.timeout = timeout;
        this.channels = channels;
        this.tls = endpoint.isTls() ? Optional.of(tls()) : Optional.empty();
    }

    /**
     * Starts to connect. Everything is told to the listener, on {@code loop}.
     *
     * @param source local address to connect from; the system chooses if empty
     */
    public SignallingSocket open(
            EventLoop loop,
            Endpoint.Presented presented,
            Optional<InetAddress> source,
            long intendedNanos,
            SignallingSocket.Listener listener) {
        HttpHeaders headers = new DefaultHttpHeaders();
        origin.ifPresent(value -> headers.set("Origin", value));
        WebSocketClientHandshaker handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                endpoint.connectUri(presented), WebSocketVersion.V13, null, false, headers, MAX_FRAME);
        SignallingSocket socket = new SignallingSocket(handshaker, intendedNanos, timeout, listener);
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(channels)
                .option(ChannelOption.ALLOCATOR, BUFFERS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(FEW_UNWRITTEN, MOST_UNWRITTEN))
                .handler(initializer(socket));
        source.ifPresent(address -> bootstrap.localAddress(new InetSocketAddress(address, 0)));
        bootstrap.connect(endpoint.base().getHost(), endpoint.port()).addListener(connected -> {
            if (!connected.isSuccess()) {
                socket.connectFailed(connected.cause());
            }
        });
        return socket;
    }

    private ChannelInitializer<SocketChannel> initializer(SignallingSocket socket) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                tls.ifPresent(context -> channel.pipeline().addLast(secure(context, channel)));
                channel.pipeline().addLast(new HttpClientCodec(), new UpgradeAnswer(MAX_REFUSAL_BODY), socket);
            }
        };
    }

    private SslHandler secure(SslContext context, SocketChannel channel) {
        SslHandler handler = context.newHandler(channel.alloc(), endpoint.base().getHost(), endpoint.port());
        // The socket's own timeout covers it, and says so.
        handler.setHandshakeTimeoutMillis(0);
        return handler;
    }

    private static SslContext tls() {
        try {
            return SslContextBuilder.forClient().build();
        } catch (SSLException e) {
            throw new PlimsollException(
                    ExitCode.NOT_READY, "TLS cannot be used: " + e.getMessage(), "check the JDK's trust store", e);
        }
    }
}
