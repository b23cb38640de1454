package dev.logproof.localaws.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.localaws.faults.CallErrorCode;
import dev.logproof.localaws.faults.RequestFault;
import dev.logproof.localaws.faults.RequestFaults;
import dev.logproof.localaws.listen.FaultInjector;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Relays one connection's requests to S3 over a connection of its own, one at a time. Confined to
 * the connection's event loop.
 */
final class S3Relay extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final String HALF_A_HEAD = "HTTP/1.1 200 OK\r\nETag: ";

  private final InetSocketAddress s3;
  private final RequestFaults faults;
  private RequestFault fault = new RequestFault.NoFault();

  /** Null before the first request. */
  private ChannelFuture connected;

  S3Relay(InetSocketAddress s3, RequestFaults faults) {
    this.s3 = s3;
    this.faults = faults;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext client, FullHttpRequest request) {
    RequestFault next = fault;
    fault = new RequestFault.NoFault();
    if (next instanceof RequestFault.CallRefused refused) {
      faults.refused(1);
      var unused = client.writeAndFlush(error(refused.code()));
      return;
    }
    if (connected == null || !connected.channel().isOpen()) {
      connected = connect(client);
    }
    request.retain();
    connected.addListener(
        (ChannelFutureListener)
            future -> {
              if (future.isSuccess()) {
                future.channel().pipeline().get(S3Responses.class).expect(next);
                var unused = future.channel().writeAndFlush(request);
              } else {
                request.release();
                FaultInjector.close(client.channel());
              }
            });
  }

  private ChannelFuture connect(ChannelHandlerContext client) {
    return new Bootstrap()
        .group(client.channel().eventLoop())
        .channel(NioSocketChannel.class)
        .option(ChannelOption.AUTO_READ, false)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new HttpClientCodec(), new S3Responses(S3Relay.this, client.channel()));
              }
            })
        .connect(s3);
  }

  private static FullHttpResponse error(CallErrorCode code) {
    String text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>%s</Message></Error>"
            .formatted(code.type(), code.message());
    ByteBuf body = Unpooled.copiedBuffer(text, UTF_8);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(code.status()), body);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/xml")
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    return response;
  }

  /** Sends a complete response as the fault wants it. */
  void respond(Channel client, RequestFault wrong, FullHttpResponse response) {
    if (wrong instanceof RequestFault.SlowAnswer slow) {
      var unused =
          client
              .eventLoop()
              .schedule(
                  () -> client.writeAndFlush(response), slow.delayMillis(), TimeUnit.MILLISECONDS);
    } else if (wrong instanceof RequestFault.Disconnect disconnect) {
      disconnect(client, disconnect.moment(), response);
    } else {
      var unused = client.writeAndFlush(response);
    }
  }

  private void disconnect(Channel client, RequestFault.Moment moment, FullHttpResponse response) {
    if (moment == RequestFault.Moment.AFTER_RESPONSE) {
      var unused = client.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
      return;
    }
    if (response.status().code() < HttpResponseStatus.MULTIPLE_CHOICES.code()) {
      faults.ambiguous(1);
    }
    response.release();
    if (moment == RequestFault.Moment.WITHOUT_RESPONSE) {
      FaultInjector.close(client);
      return;
    }
    // Past the HTTP codec. Clients read no body of most responses, so the head is cut.
    var unused =
        client
            .pipeline()
            .firstContext()
            .writeAndFlush(Unpooled.copiedBuffer(HALF_A_HEAD, UTF_8))
            .addListener((ChannelFutureListener) sent -> FaultInjector.reset(client));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext client, Object event) {
    if (event instanceof FaultInjector.NextFault next) {
      fault = next.fault();
    } else {
      client.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext client) {
    if (connected != null) {
      FaultInjector.close(connected.channel());
    }
    client.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext client, Throwable cause) {
    FaultInjector.close(client.channel());
  }
}
