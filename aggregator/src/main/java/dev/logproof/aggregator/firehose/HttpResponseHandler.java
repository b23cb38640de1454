package dev.logproof.aggregator.firehose;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Receives the responses on one connection, one at a time. Confined to the connection's event loop.
 */
final class HttpResponseHandler extends SimpleChannelInboundHandler<HttpObject> {
  private static final int HTTP_OK = 200;

  /** Shared by all successful responses: only their status matters. */
  private static final SdkHttpResponse OK =
      SdkHttpFullResponse.builder().statusCode(HTTP_OK).build();

  /** Null while no response is pending. */
  private PutResponseParser reader;

  /** Null while the connection works. */
  private Throwable failure;

  private SdkHttpResponse head = OK;
  private boolean keepAlive = true;
  private long parts;

  void expect(PutResponseParser next) {
    next.clear();
    reader = next;
  }

  /** Returns true if no response is pending, or it can no longer arrive. */
  boolean isOver() {
    return reader == null || failure != null;
  }

  /**
   * Ignores connection errors after a complete response.
   *
   * @throws IOException if the response is incomplete
   */
  SdkHttpResponse head() throws IOException {
    if (reader != null) {
      Throwable cause = failure == null ? new IOException("incomplete response") : failure;
      throw new IOException(String.valueOf(cause.getMessage()), cause);
    }
    return head;
  }

  boolean keepsAlive() {
    return keepAlive && failure == null;
  }

  long parts() {
    return parts;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) throws IOException {
    if (message.decoderResult().isFailure()) {
      throw new IOException("the response is not HTTP", message.decoderResult().cause());
    }
    if (message instanceof HttpResponse response) {
      keepAlive = HttpUtil.isKeepAlive(response);
      head = head(response);
    }
    if (message instanceof HttpContent content && reader != null) {
      reader.append(content.content());
      parts++;
      if (message instanceof LastHttpContent && isFinal()) {
        reader = null;
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
    fail(new IOException("the connection closed before the response was complete"));
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(cause);
    ctx.close();
  }

  private void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
  }
}
