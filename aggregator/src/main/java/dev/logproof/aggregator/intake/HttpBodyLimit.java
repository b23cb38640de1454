package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Counts bodies during aggregation; responds 503 when memory is used up. Small bodies always pass,
 * because a task that refuses its health check is replaced. Confined to one connection.
 */
final class HttpBodyLimit extends ChannelInboundHandlerAdapter {
  private static final byte[] TEXT = "out of memory for bodies, try again\n".getBytes(US_ASCII);

  private static final int SMALL_BYTES = 4 * 1024;

  private final IntakeMemory memory;
  private int takenBytes;
  private boolean refused;

  HttpBodyLimit(IntakeMemory memory) {
    this.memory = memory;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (refused) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpContent content) {
      int bytes = content.content().readableBytes();
      if (!take(bytes)) {
        ReferenceCountUtil.release(message);
        refuse(ctx);
        return;
      }
    }
    ctx.fireChannelRead(message);
    if (message instanceof LastHttpContent) {
      giveBack();
    }
  }

  private boolean take(int bytes) {
    if (takenBytes + bytes <= SMALL_BYTES) {
      memory.take(bytes);
    } else if (!memory.tryTake(bytes)) {
      return false;
    }
    takenBytes += bytes;
    return true;
  }

  private void refuse(ChannelHandlerContext ctx) {
    refused = true;
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.SERVICE_UNAVAILABLE,
            Unpooled.wrappedBuffer(TEXT));
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, TEXT.length);
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  private void giveBack() {
    memory.giveBack(takenBytes);
    takenBytes = 0;
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    giveBack();
    ctx.fireChannelInactive();
  }
}
