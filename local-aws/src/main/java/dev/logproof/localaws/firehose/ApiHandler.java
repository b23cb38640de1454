package dev.logproof.localaws.firehose;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: a request becomes an answer, and the answer is sent. These two steps are apart,
 * so that whoever decides on faults can stand between them. The connection's event loop.
 */
final class ApiHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
  private static final String JSON = "application/x-amz-json-1.1";

  private final FirehoseApi api;
  private final Supplier<UUID> requestIds;
  private boolean closing;
  private int unsentAnswers;

  /** An answer that is ready to be sent. */
  private record Answer(HttpResponseStatus status, ByteBuf body) {}

  ApiHandler(FirehoseApi api, Supplier<UUID> requestIds) {
    this.api = api;
    this.requestIds = requestIds;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    boolean keepAlive = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
    send(context, answer(request, context.alloc()), keepAlive);
  }

  private Answer answer(FullHttpRequest request, ByteBufAllocator buffers) {
    try {
      if (!request.decoderResult().isSuccess()) {
        throw ApiException.serialization("The request is not HTTP.");
      }
      if (!request.method().equals(HttpMethod.POST) || !request.uri().equals("/")) {
        throw ApiException.caller(
            "UnknownOperationException",
            request.method() + " " + request.uri() + " is not POST /, the only request there is");
      }
      return new Answer(HttpResponseStatus.OK, api.answer(request, buffers));
    } catch (ApiException e) {
      return error(e, buffers);
    } catch (RuntimeException e) {
      LOG.error("a request failed", e);
      return error(ApiException.internal(), buffers);
    }
  }

  private static Answer error(ApiException error, ByteBufAllocator buffers) {
    return new Answer(
        HttpResponseStatus.valueOf(error.status()), FirehoseApi.error(error, buffers));
  }

  private void send(ChannelHandlerContext context, Answer answer, boolean keepAlive) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, answer.status(), answer.body());
    response
        .headers()
        .set("x-amzn-RequestId", requestIds.get().toString())
        .set(HttpHeaderNames.CONTENT_TYPE, JSON)
        .setInt(HttpHeaderNames.CONTENT_LENGTH, answer.body().readableBytes());
    HttpUtil.setKeepAlive(response, keepAlive && !closing);
    closing |= !keepAlive;
    unsentAnswers++;
    ChannelFuture sent = context.writeAndFlush(response);
    sent.addListener((ChannelFutureListener) future -> sent(context));
  }

  private void sent(ChannelHandlerContext context) {
    unsentAnswers--;
    if (closing && unsentAnswers == 0) {
      close(context);
    }
  }

  private static void close(ChannelHandlerContext context) {
    var unused = context.close();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      close(context);
    } else if (event == FirehoseServer.STOPPING) {
      closing = true;
      if (unsentAnswers == 0) {
        close(context);
      }
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("connection {} failed", context.channel().remoteAddress(), cause);
    close(context);
  }
}
