package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.output.EventLoopOutput;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP connection: accepts {@code /tag.name?json={…}} or a body, as in_http does. Responds 200
 * to buffered events and to health checks (GET or HEAD without an event). Confined to its event
 * loop.
 */
public final class HttpInput extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(HttpInput.class);

  private static final Set<HttpMethod> METHODS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST);

  private final TagRouter routes;
  private final Ledger ledger;

  public HttpInput(TagRouter routes, Ledger ledger) {
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
      HttpResponses.send(
          ctx, request, HttpResponseStatus.METHOD_NOT_ALLOWED, "use GET, HEAD or POST\n");
      return;
    }
    try {
      HttpResponses.send(ctx, request, take(request), "");
    } catch (IOException | IllegalArgumentException e) {
      HttpResponses.sendBadRequest(ctx, request, e);
    }
  }

  private HttpResponseStatus take(FullHttpRequest request) throws IOException {
    QueryStringDecoder uri = HttpParameters.decoder(request.uri(), true);
    Map<String, byte[]> parameters = HttpParameters.of(request, uri);
    if (!request.method().equals(HttpMethod.POST) && HttpParameters.areEmpty(parameters)) {
      return HttpResponseStatus.OK;
    }
    String path = new String(uri.path().getBytes(ISO_8859_1), UTF_8);
    String tag = path.replaceFirst("^/+", "").replace('/', '.');
    if (tag.isEmpty()) {
      throw new IOException("no tag: expected /tag.name");
    }
    return emit(tag, HttpParameters.events(parameters));
  }

  /** Closes the connection: the start of the next request is unknown. */
  private static void answerBadFraming(ChannelHandlerContext ctx, FullHttpRequest request) {
    HttpUtil.setKeepAlive(request, false);
    String reason = String.valueOf(request.decoderResult().cause().getMessage());
    HttpResponses.send(
        ctx, request, HttpResponseStatus.BAD_REQUEST, "bad request: " + reason + "\n");
  }

  private HttpResponseStatus emit(String tag, List<byte[]> events) {
    long bytes = events.stream().mapToLong(event -> event.length).sum();
    ledger.received(events.size(), bytes);
    ByteBuf tagBytes = Unpooled.copiedBuffer(tag, UTF_8);
    EventLoopOutput output = routes.find(tagBytes, 0, tagBytes.readableBytes());
    if (output.isFull() || !output.admit(events.size())) {
      ledger.rejected(
          output.isClosed() ? RejectCause.STOPPED : RejectCause.BUFFER_OVERFLOW, events.size());
      return HttpResponseStatus.SERVICE_UNAVAILABLE;
    }
    for (byte[] event : events) {
      ByteBuf buffer = Unpooled.wrappedBuffer(event);
      output.time(0, 0);
      output.take(buffer, 0, event.length, PendingAck.NONE);
    }
    output.frameEnd();
    return HttpResponseStatus.OK;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException || cause instanceof ReadTimeoutException)) {
      LOG.error("closing {}: internal error", ctx.channel().remoteAddress(), cause);
    }
    ctx.close();
  }
}
