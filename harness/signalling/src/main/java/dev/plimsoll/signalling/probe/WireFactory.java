package dev.plimsoll.signalling.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Hands the library a socket that is connected already; it would dial by itself otherwise, from any address. */
final class WireFactory extends SocketFactory {
    private final Wire wire;
    private final Milestones milestones;

    WireFactory(Wire wire, Milestones milestones) {
        this.wire = wire;
        this.milestones = milestones;
    }

    @Override
    public Socket createSocket() throws IOException {
        return wire.connect(milestones);
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("the wire knows where it leads");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress source, int sourcePort) {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        return createSocket(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress source, int sourcePort) {
        return createSocket(host.getHostAddress(), port);
    }
}
