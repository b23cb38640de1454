package dev.logproof.aggregator.delivery;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Hands the answers on one connection to the threads that wait for them, one at a time. On the
 * connection's event loop, but for {@link #expect}.
 */
final class AnswerHandler extends SimpleChannelInboundHandler<HttpObject> {
  private static final int HTTP_OK = 200;

  /** Nothing of a good answer's head matters but that it is good. */
  private static final SdkHttpResponse OK =
      SdkHttpFullResponse.builder().statusCode(HTTP_OK).build();

  private volatile Optional<Expected> expected = Optional.empty();
  private volatile boolean keepAlive = true;
  private final AtomicInteger parts = new AtomicInteger();
  private SdkHttpResponse head = OK;

  /** The answer that somebody waits for. */
  private record Expected(AnswerReader reader, CompletableFuture<SdkHttpResponse> whole) {}

  /** The next answer goes to {@code reader}; its head says that it is there whole. */
  CompletableFuture<SdkHttpResponse> expect(AnswerReader reader) {
    reader.clear();
    Expected next = new Expected(reader, new CompletableFuture<>());
    expected = Optional.of(next);
    return next.whole();
  }

  /** False when the other side wants the connection to end. */
  boolean keepsAlive() {
    return keepAlive;
  }

  /** Grows while something arrives. */
  int parts() {
    return parts.get();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) throws IOException {
    if (message.decoderResult().isFailure()) {
      throw new IOException("an answer that is not HTTP", message.decoderResult().cause());
    }
    if (message instanceof HttpResponse response) {
      keepAlive = HttpUtil.isKeepAlive(response);
      head = head(response);
    }
    if (message instanceof HttpContent content && expected.isPresent()) {
      expected.get().reader().append(content.content());
      parts.incrementAndGet();
      if (message instanceof LastHttpContent && isFinal()) {
        Expected answered = expected.get();
        expected = Optional.empty();
        answered.whole().complete(head);
      }
    }
  }

  private boolean isFinal() {
    return HttpStatusClass.valueOf(head.statusCode()) != HttpStatusClass.INFORMATIONAL;
  }

  private static SdkHttpResponse head(HttpResponse response) {
    if (response.status().code() == HTTP_OK) {
      return OK;
    }
    SdkHttpFullResponse.Builder head =
        SdkHttpFullResponse.builder().statusCode(response.status().code());
    response.headers().forEach(header -> head.appendHeader(header.getKey(), header.getValue()));
    return head.build();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    fail(new IOException("the connection ended before the answer did"));
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(cause);
    ctx.close();
  }

  private void fail(Throwable cause) {
    expected.ifPresent(waiting -> waiting.whole().completeExceptionally(cause));
  }
}
