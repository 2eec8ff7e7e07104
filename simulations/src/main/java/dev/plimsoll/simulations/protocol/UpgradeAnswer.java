package dev.plimsoll.simulations.protocol;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;

/** Puts the answer to an upgrade together; of one with a long body, such as a proxy's error page, the body is left out. */
final class UpgradeAnswer extends HttpObjectAggregator {
    UpgradeAnswer(int longestBody) {
        super(longestBody);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        HttpResponse answer = (HttpResponse) oversized;
        ctx.fireChannelRead(new DefaultFullHttpResponse(answer.protocolVersion(), answer.status()));
    }
}
