package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** Sends plain-text responses, and closes the connection when the client asked for it. */
final class HttpResponses {
  private HttpResponses() {}

  static void send(
      ChannelHandlerContext ctx, HttpRequest request, HttpResponseStatus status, String text) {
    send(ctx, request, status, text, EmptyHttpHeaders.INSTANCE);
  }

  static void send(
      ChannelHandlerContext ctx,
      HttpRequest request,
      HttpResponseStatus status,
      String text,
      HttpHeaders headers) {
    String said = request.method().equals(HttpMethod.HEAD) ? "" : text;
    ByteBuf body = Unpooled.copiedBuffer(said, UTF_8);
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response.headers().set(headers).set(HttpHeaderNames.CONTENT_TYPE, "text/plain");
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    HttpUtil.setKeepAlive(response, keepAlive);
    ChannelFuture written = ctx.writeAndFlush(response);
    if (!keepAlive) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  static void sendBadRequest(ChannelHandlerContext ctx, HttpRequest request, Throwable cause) {
    send(ctx, request, HttpResponseStatus.BAD_REQUEST, badRequest(cause));
  }

  /** Returns what a client is told. */
  static String badRequest(Throwable cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return "bad request: " + reason.lines().findFirst().orElse("") + "\n";
  }
}
