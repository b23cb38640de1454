package dev.logproof.localaws.s3;

import dev.logproof.localaws.faults.RequestFault;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Passes S3's responses to a client as fast as it takes them. A response with a fault is collected
 * first; such responses are small, since requests that write have them. Confined to the event loop
 * of both connections.
 */
final class S3Responses extends ChannelInboundHandlerAdapter {
  private final S3Relay relay;
  private final Channel client;
  private RequestFault fault = new RequestFault.NoFault();
  private FullHttpResponse collected =
      new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);

  /** Whether the next part is of a response that the client waits for. */
  private boolean pending;

  S3Responses(S3Relay relay, Channel client) {
    this.relay = relay;
    this.client = client;
  }

  void expect(RequestFault next) {
    fault = next;
    pending = true;
  }

  @Override
  public void channelActive(ChannelHandlerContext s3) {
    s3.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext s3, Object part) {
    boolean last = part instanceof LastHttpContent;
    pending = pending && !last;
    if (fault instanceof RequestFault.NoFault) {
      client
          .writeAndFlush(part)
          .addListener((ChannelFutureListener) written -> s3.channel().read());
      return;
    }
    collect(part);
    if (last) {
      relay.respond(client, fault, collected);
    }
    s3.read();
  }

  private void collect(Object part) {
    try {
      if (part instanceof HttpResponse head) {
        collected =
            new DefaultFullHttpResponse(head.protocolVersion(), head.status(), Unpooled.buffer());
        collected.headers().set(head.headers());
      }
      if (part instanceof HttpContent content) {
        collected.content().writeBytes(content.content());
        HttpUtil.setContentLength(collected, collected.content().readableBytes());
      }
    } finally {
      ReferenceCountUtil.release(part);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext s3) {
    if (pending) {
      var unused = client.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext s3, Throwable cause) {
    var unused = s3.close();
  }
}
