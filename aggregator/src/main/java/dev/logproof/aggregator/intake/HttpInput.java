package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.config.CorsOrigins;
import dev.logproof.aggregator.config.HttpParse;
import dev.logproof.aggregator.filter.HttpRecords;
import dev.logproof.aggregator.filter.HttpRecords.Parsed;
import dev.logproof.aggregator.filter.HttpRecords.Received;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.output.EventLoopOutput;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.time.Instant;
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
  private final HttpRecords records;
  private final HttpOrigins origins;

  /** Reads requests as without {@code <parse>}. */
  public HttpInput(TagRouter routes, Ledger ledger) {
    this(routes, ledger, HttpParse.DEFAULT, CorsOrigins.NONE);
  }

  /** Reads requests as {@code parse} says, and answers browsers from {@code origins}. */
  public HttpInput(TagRouter routes, Ledger ledger, HttpParse parse, CorsOrigins origins) {
    this.routes = routes;
    this.ledger = ledger;
    this.records = new HttpRecords(parse);
    this.origins = new HttpOrigins(origins);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (request.decoderResult().isFailure()) {
      answerBadFraming(ctx, request);
      return;
    }
    if (request.method().equals(HttpMethod.OPTIONS)) {
      answerPreflight(ctx, request);
      return;
    }
    if (!METHODS.contains(request.method())) {
      HttpResponses.send(
          ctx, request, HttpResponseStatus.METHOD_NOT_ALLOWED, "use GET, HEAD or POST\n");
      return;
    }
    if (request.method().equals(HttpMethod.POST) && !origins.allows(request)) {
      forbid(ctx, request);
      return;
    }
    HttpHeaders headers = new DefaultHttpHeaders();
    origins.addTo(request, headers);
    try {
      HttpResponses.send(ctx, request, take(request), "", headers);
    } catch (IOException | IllegalArgumentException e) {
      HttpResponses.send(
          ctx, request, HttpResponseStatus.BAD_REQUEST, HttpResponses.badRequest(e), headers);
    }
  }

  private void answerPreflight(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (!origins.allowsPreflight(request)) {
      forbid(ctx, request);
      return;
    }
    HttpHeaders headers = new DefaultHttpHeaders();
    origins.addPreflight(request, headers);
    HttpUtil.setKeepAlive(request, false);
    HttpResponses.send(ctx, request, HttpResponseStatus.OK, "", headers);
  }

  private static void forbid(ChannelHandlerContext ctx, FullHttpRequest request) {
    HttpUtil.setKeepAlive(request, false);
    HttpResponses.send(ctx, request, HttpResponseStatus.FORBIDDEN, "");
  }

  private HttpResponseStatus take(FullHttpRequest request) throws IOException {
    QueryStringDecoder uri = HttpParameters.decoder(request.uri(), true);
    boolean isPost = request.method().equals(HttpMethod.POST);
    Map<String, byte[]> parameters =
        records.readsBodies() ? HttpParameters.of(uri) : HttpParameters.of(request, uri);
    if (!isPost && (records.readsBodies() || HttpParameters.areEmpty(parameters))) {
      return HttpResponseStatus.OK;
    }
    String path = new String(uri.path().getBytes(ISO_8859_1), UTF_8);
    String tag = path.replaceFirst("^/+", "").replace('/', '.');
    if (tag.isEmpty()) {
      throw new IOException("no tag: expected /tag.name");
    }
    Parsed parsed =
        records.readsBodies()
            ? records.parse(texts(ByteBufUtil.getBytes(request.content())))
            : records.timed(HttpParameters.events(parameters));
    return emit(tag, parsed, time(parameters));
  }

  private List<ByteBuf> texts(byte[] body) {
    return records.readsJson() ? HttpEvents.elements(body) : List.of(Unpooled.wrappedBuffer(body));
  }

  /** Returns the time of all events of a request, or the start of the epoch for none. */
  private static Instant time(Map<String, byte[]> parameters) {
    byte[] given = parameters.get(HttpParameters.TIME);
    return given == null ? Instant.EPOCH : HttpRecords.time(given);
  }

  /** Closes the connection: the start of the next request is unknown. */
  private static void answerBadFraming(ChannelHandlerContext ctx, FullHttpRequest request) {
    HttpUtil.setKeepAlive(request, false);
    String reason = String.valueOf(request.decoderResult().cause().getMessage());
    HttpResponses.send(
        ctx, request, HttpResponseStatus.BAD_REQUEST, "bad request: " + reason + "\n");
  }

  private HttpResponseStatus emit(String tag, Parsed parsed, Instant given) {
    int events = parsed.events().size();
    ledger.received(
        events + parsed.invalid(),
        parsed.events().stream().mapToLong(each -> each.record().readableBytes()).sum());
    ledger.rejected(RejectCause.MALFORMED, parsed.invalid());
    if (events == 0) {
      return HttpResponseStatus.OK;
    }
    ByteBuf tagBytes = Unpooled.copiedBuffer(tag, UTF_8);
    EventLoopOutput output = routes.find(tagBytes, 0, tagBytes.readableBytes());
    if (output.isFull() || !output.admit(events)) {
      ledger.rejected(output.refusal(), events);
      return HttpResponseStatus.SERVICE_UNAVAILABLE;
    }
    Instant now = given.equals(Instant.EPOCH) ? Instant.now() : given;
    for (Received event : parsed.events()) {
      boolean isTimed = given.equals(Instant.EPOCH) && event.epochSeconds() != 0;
      output.time(
          isTimed ? event.epochSeconds() : now.getEpochSecond(),
          isTimed ? event.nanos() : now.getNano());
      output.take(event.record(), 0, event.record().writerIndex(), PendingAck.NONE);
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
