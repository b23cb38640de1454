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
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Takes the answers on one connection, one at a time. Confined to the thread that runs the
 * connection's loop.
 */
final class HttpResponseHandler extends SimpleChannelInboundHandler<HttpObject> {
  private static final int HTTP_OK = 200;

  /** Nothing of a good answer's head matters but that it is good. */
  private static final SdkHttpResponse OK =
      SdkHttpFullResponse.builder().statusCode(HTTP_OK).build();

  private Optional<PutRecordBatchResponseParser> reader = Optional.empty();
  private Optional<Throwable> failure = Optional.empty();
  private SdkHttpResponse head = OK;
  private boolean keepAlive = true;
  private long parts;

  /** The next answer goes to {@code next}. */
  void expect(PutRecordBatchResponseParser next) {
    next.clear();
    reader = Optional.of(next);
  }

  /** True when no answer is outstanding, or will be. */
  boolean isOver() {
    return reader.isEmpty() || failure.isPresent();
  }

  /**
   * The head of the answer that is there whole, with its headers unless all is well. What ended the
   * connection behind it does not matter.
   *
   * @throws IOException when there is none
   */
  SdkHttpResponse head() throws IOException {
    if (reader.isPresent()) {
      Throwable cause = failure.orElseGet(() -> new IOException("the answer is not whole"));
      throw new IOException(String.valueOf(cause.getMessage()), cause);
    }
    return head;
  }

  /** False when the other side wants the connection to end. */
  boolean keepsAlive() {
    return keepAlive && failure.isEmpty();
  }

  /** Grows while something arrives. */
  long parts() {
    return parts;
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
    if (message instanceof HttpContent content && reader.isPresent()) {
      reader.get().append(content.content());
      parts++;
      if (message instanceof LastHttpContent && isFinal()) {
        reader = Optional.empty();
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
    failure = failure.or(() -> Optional.of(cause));
  }
}
