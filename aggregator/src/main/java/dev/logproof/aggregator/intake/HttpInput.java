package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.output.LoopOutput;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP connection: {@code /tag.name?json={…}} or a body, as in_http takes them; 200 with an
 * empty body means buffered. Confined to the connection's event loop.
 */
public final class HttpInput extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(HttpInput.class);

  private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.POST);

  private final LoopRoutes routes;
  private final Ledger ledger;

  public HttpInput(LoopRoutes routes, Ledger ledger) {
    this.routes = routes;
    this.ledger = ledger;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (request.decoderResult().isFailure()) {
      answerBadFraming(ctx, request);
      return;
    }
    if (!METHODS.contains(request.method())) {
      answer(ctx, request, HttpResponseStatus.METHOD_NOT_ALLOWED, "use GET or POST\n");
      return;
    }
    try {
      QueryStringDecoder uri = new QueryStringDecoder(request.uri());
      String tag = uri.path().replaceFirst("^/+", "").replace('/', '.');
      if (tag.isEmpty()) {
        throw new IOException("no tag: expected /tag.name");
      }
      HttpResponseStatus status = emit(tag, HttpEvents.parse(json(uri, request)));
      answer(ctx, request, status, "");
    } catch (IOException | IllegalArgumentException e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      String firstLine = reason.lines().findFirst().orElse("");
      answer(ctx, request, HttpResponseStatus.BAD_REQUEST, "bad request: " + firstLine + "\n");
    }
  }

  /** Where the next request would begin is not known: the connection closes. */
  private static void answerBadFraming(ChannelHandlerContext ctx, FullHttpRequest request) {
    HttpUtil.setKeepAlive(request, false);
    String reason = String.valueOf(request.decoderResult().cause().getMessage());
    answer(ctx, request, HttpResponseStatus.BAD_REQUEST, "bad request: " + reason + "\n");
  }

  private static String json(QueryStringDecoder uri, FullHttpRequest request) throws IOException {
    List<String> query = uri.parameters().get("json");
    if (query != null) {
      return query.get(0);
    }
    String body = request.content().toString(UTF_8);
    String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    if (type.startsWith("application/x-www-form-urlencoded")) {
      List<String> field = new QueryStringDecoder(body, UTF_8, false).parameters().get("json");
      if (field != null) {
        return field.get(0);
      }
    } else if (!body.isEmpty()) {
      return body;
    }
    throw new IOException("no event: expected a json= parameter or a JSON body");
  }

  private HttpResponseStatus emit(String tag, List<byte[]> events) {
    long bytes = events.stream().mapToLong(event -> event.length).sum();
    ledger.received(events.size(), bytes);
    ByteBuf tagBytes = Unpooled.copiedBuffer(tag, UTF_8);
    LoopOutput output = routes.find(tagBytes, 0, tagBytes.readableBytes());
    if (output.isFull() || !output.admit(events.size())) {
      ledger.rejected(
          output.isClosed() ? RejectCause.STOPPED : RejectCause.BUFFER_OVERFLOW, events.size());
      return HttpResponseStatus.SERVICE_UNAVAILABLE;
    }
    for (byte[] event : events) {
      ByteBuf buffer = Unpooled.wrappedBuffer(event);
      output.take(buffer, 0, event.length, Optional.empty());
    }
    output.frameEnd();
    return HttpResponseStatus.OK;
  }

  private static void answer(
      ChannelHandlerContext ctx, FullHttpRequest request, HttpResponseStatus status, String text) {
    ByteBuf body = Unpooled.copiedBuffer(text, UTF_8);
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain");
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    HttpUtil.setKeepAlive(response, keepAlive);
    ChannelFuture written = ctx.writeAndFlush(response);
    if (!keepAlive) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException || cause instanceof ReadTimeoutException)) {
      LOG.error("closing {} after a defect", ctx.channel().remoteAddress(), cause);
    }
    ctx.close();
  }
}
