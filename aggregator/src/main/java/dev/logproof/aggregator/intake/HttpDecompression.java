package dev.logproof.aggregator.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Decompresses gzip and deflate bodies as in_http does. Reserves memory step by step, because
 * kilobytes may expand to gigabytes. Confined to one connection.
 */
final class HttpDecompression extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final int STEP_BYTES = 16 * 1024;
  private static final int ZLIB_METHOD = 8;

  private final int maxBodyBytes;
  private final IntakeMemory memory;

  HttpDecompression(int maxBodyBytes, IntakeMemory memory) {
    this.maxBodyBytes = maxBodyBytes;
    this.memory = memory;
  }

  /** Rejects a body with an HTTP status. */
  private static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient HttpResponseStatus status;

    RefusedException(HttpResponseStatus status, String message) {
      super(message);
      this.status = status;
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    String encoding =
        request
            .headers()
            .get(HttpHeaderNames.CONTENT_ENCODING, "")
            .strip()
            .toLowerCase(Locale.ROOT);
    if (encoding.isEmpty() || encoding.equals("identity") || request.decoderResult().isFailure()) {
      ctx.fireChannelRead(request.retain());
      return;
    }
    ByteBuf body = Unpooled.buffer(STEP_BYTES);
    int takenBytes = 0;
    try (InputStream in = open(encoding, new ByteBufInputStream(request.content()))) {
      while (true) {
        takeStep(takenBytes == 0);
        takenBytes += STEP_BYTES;
        if (body.writeBytes(in, STEP_BYTES) < 0) {
          break;
        }
        checkLength(body.readableBytes());
      }
      ctx.fireChannelRead(decompressed(request, body.retain()));
    } catch (RefusedException e) {
      HttpResponses.send(ctx, request, e.status, e.getMessage() + "\n");
    } catch (IOException e) {
      HttpResponses.sendBadRequest(
          ctx, request, new IOException(encoding + ": " + e.getMessage(), e));
    } finally {
      body.release();
      memory.giveBack(takenBytes);
    }
  }

  /** The first step always succeeds: each event loop decompresses one body at a time. */
  private void takeStep(boolean first) throws RefusedException {
    if (first) {
      memory.take(STEP_BYTES);
    } else if (!memory.tryTake(STEP_BYTES)) {
      throw new RefusedException(
          HttpResponseStatus.SERVICE_UNAVAILABLE, "out of memory for bodies, try again");
    }
  }

  private void checkLength(int bytes) throws RefusedException {
    if (bytes > maxBodyBytes) {
      throw new RefusedException(
          HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
          "the decompressed body has more than " + maxBodyBytes + " bytes (body_size_limit)");
    }
  }

  private static InputStream open(String encoding, InputStream compressed) throws IOException {
    return switch (encoding) {
      case "gzip", "x-gzip" -> new GZIPInputStream(compressed, STEP_BYTES);
      case "deflate" -> inflate(compressed);
      default ->
          throw new RefusedException(
              HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
              "Content-Encoding '" + encoding + "': expected gzip or deflate");
    };
  }

  /**
   * Accepts zlib (RFC 9110, section 8.4.1.2) and raw deflate, because some senders omit the header.
   */
  private static InputStream inflate(InputStream compressed) throws IOException {
    PushbackInputStream in = new PushbackInputStream(compressed, 1);
    int first = in.read();
    if (first >= 0) {
      in.unread(first);
    }
    boolean raw = first >= 0 && (first & 0x0f) != ZLIB_METHOD;
    return new InflaterInputStream(in, new Inflater(raw), STEP_BYTES) {
      @Override
      public void close() throws IOException {
        super.close();
        inf.end();
      }
    };
  }

  private static FullHttpRequest decompressed(FullHttpRequest request, ByteBuf body) {
    DefaultHttpHeaders headers = new DefaultHttpHeaders();
    headers.set(request.headers());
    headers.remove(HttpHeaderNames.CONTENT_ENCODING);
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    return new DefaultFullHttpRequest(
        request.protocolVersion(),
        request.method(),
        request.uri(),
        body,
        headers,
        new DefaultHttpHeaders());
  }
}
