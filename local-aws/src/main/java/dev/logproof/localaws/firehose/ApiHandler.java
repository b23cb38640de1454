package dev.logproof.localaws.firehose;

import dev.logproof.localaws.api.ApiException;
import dev.logproof.localaws.api.ApiResponse;
import dev.logproof.localaws.api.RequestErrors;
import dev.logproof.localaws.api.WireFormat;
import dev.logproof.localaws.faults.RequestFault;
import dev.logproof.localaws.faults.RequestFaults;
import dev.logproof.localaws.listen.CuttableConnections;
import dev.logproof.localaws.listen.FaultInjector;
import dev.logproof.localaws.listen.UnacknowledgedBytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateEvent;
import java.net.InetSocketAddress;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes one connection's requests, subject to faults. Counts records accepted by calls whose
 * response was not sent. Confined to the connection's event loop.
 */
final class ApiHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

  private final List<TargetApi> apis;
  private final RequestFaults faults;
  private final Supplier<UUID> requestIds;
  private RequestFault fault = new RequestFault.NoFault();
  private boolean closing;
  private int unsentAnswers;

  /** Records that the last response accepted; no later request shows that it arrived. */
  private int unconfirmedRecords;

  /** A response to send. */
  private record OutgoingResponse(
      HttpResponseStatus status, WireFormat format, ByteBuf body, int acceptedRecords) {}

  /** Leaves targets that no API knows to the first of {@code apis}. */
  ApiHandler(List<TargetApi> apis, RequestFaults faults, Supplier<UUID> requestIds) {
    this.apis = apis;
    this.faults = faults;
    this.requestIds = requestIds;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    unconfirmedRecords = 0;
    boolean keepAlive = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
    OutgoingResponse answer = answer(request, context.alloc());
    RequestFault wrong = fault;
    fault = new RequestFault.NoFault();
    if (wrong instanceof RequestFault.Disconnect disconnect) {
      disconnect(context, answer, disconnect.moment());
    } else if (wrong instanceof RequestFault.SlowAnswer slow) {
      sendLater(context, answer, keepAlive, slow.delayMillis());
    } else {
      unsentAnswers++;
      send(context, answer, keepAlive);
    }
  }

  private OutgoingResponse answer(FullHttpRequest request, ByteBufAllocator buffers) {
    WireFormat format = WireFormat.of(request);
    try {
      if (!request.decoderResult().isSuccess()) {
        throw RequestErrors.serialization("The request is not HTTP.");
      }
      if (!request.method().equals(HttpMethod.POST) || !request.uri().equals("/")) {
        throw ApiException.caller(
            "UnknownOperationException",
            request.method() + " " + request.uri() + " is not POST /, the only request there is");
      }
      ApiResponse done = api(request).answer(request, buffers, fault);
      return new OutgoingResponse(
          HttpResponseStatus.OK, format, done.body(), done.acceptedRecords());
    } catch (ApiException e) {
      return error(e, format, buffers);
    } catch (RuntimeException e) {
      LOG.error("a request failed", e);
      return error(RequestErrors.internal(), format, buffers);
    }
  }

  private TargetApi api(FullHttpRequest request) {
    String target = request.headers().get("x-amz-target", "");
    return apis.stream()
        .filter(api -> target.startsWith(api.targetPrefix()))
        .findFirst()
        .orElse(apis.get(0));
  }

  private static OutgoingResponse error(
      ApiException error, WireFormat format, ByteBufAllocator buffers) {
    return new OutgoingResponse(
        HttpResponseStatus.valueOf(error.status()), format, format.error(buffers, error), 0);
  }

  /** AWS clients do not pipeline, so no response can overtake a delayed one. */
  private void sendLater(
      ChannelHandlerContext context, OutgoingResponse answer, boolean keepAlive, long millis) {
    unsentAnswers++;
    var unused =
        context
            .executor()
            .schedule(() -> send(context, answer, keepAlive), millis, TimeUnit.MILLISECONDS);
  }

  private void send(ChannelHandlerContext context, OutgoingResponse answer, boolean keepAlive) {
    FullHttpResponse response = response(answer);
    HttpUtil.setKeepAlive(response, keepAlive && !closing);
    closing |= !keepAlive;
    ChannelFuture sent = context.writeAndFlush(response);
    sent.addListener((ChannelFutureListener) future -> sent(context, answer, future.isSuccess()));
  }

  private FullHttpResponse response(OutgoingResponse answer) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, answer.status(), answer.body());
    response
        .headers()
        .set("x-amzn-RequestId", requestIds.get().toString())
        // Clients correct clock skew from this header after a rejected signature.
        .set(HttpHeaderNames.DATE, DateFormatter.format(Date.from(apis.get(0).now())))
        .set(HttpHeaderNames.CONTENT_TYPE, answer.format().contentType())
        .setInt(HttpHeaderNames.CONTENT_LENGTH, answer.body().readableBytes());
    return response;
  }

  private void sent(ChannelHandlerContext context, OutgoingResponse answer, boolean success) {
    if (success) {
      unconfirmedRecords = answer.acceptedRecords();
    } else {
      faults.ambiguous(answer.acceptedRecords());
    }
    unsentAnswers--;
    if (closing && unsentAnswers == 0) {
      close(context);
    }
  }

  private void disconnect(
      ChannelHandlerContext context, OutgoingResponse answer, RequestFault.Moment moment) {
    if (moment == RequestFault.Moment.AFTER_RESPONSE) {
      context.writeAndFlush(response(answer)).addListener(ChannelFutureListener.CLOSE);
      return;
    }
    faults.ambiguous(answer.acceptedRecords());
    if (moment == RequestFault.Moment.WITHOUT_RESPONSE) {
      answer.body().release();
      close(context);
      return;
    }
    FullHttpResponse torn = response(answer);
    answer.body().writerIndex(answer.body().readableBytes() / 2);
    context
        .writeAndFlush(torn)
        .addListener((ChannelFutureListener) future -> FaultInjector.reset(context.channel()));
  }

  /** A reset discards what the client's kernel has not acknowledged of a written response. */
  private void countUnacknowledged(Channel channel) {
    if (unconfirmedRecords > 0
        && channel.localAddress() instanceof InetSocketAddress local
        && channel.remoteAddress() instanceof InetSocketAddress remote
        && UnacknowledgedBytes.of(local, remote).orElse(0) > 0) {
      faults.ambiguous(unconfirmedRecords);
    }
    unconfirmedRecords = 0;
  }

  private static void close(ChannelHandlerContext context) {
    var unused = context.close();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof FaultInjector.NextFault next) {
      fault = next.fault();
    } else if (event == CuttableConnections.CUT) {
      countUnacknowledged(context.channel());
    } else if (event instanceof IdleStateEvent) {
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
