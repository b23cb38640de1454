package dev.logproof.localaws.firehose;

import dev.logproof.localaws.api.ApiException;
import dev.logproof.localaws.api.WireFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Aggregates a body up to a limit; beyond it, responds with 413 in AWS's format and closes the
 * connection.
 */
final class BodyAggregator extends HttpObjectAggregator {
  private final int maxBodyBytes;

  BodyAggregator(int maxBodyBytes) {
    super(maxBodyBytes, true);
    this.maxBodyBytes = maxBodyBytes;
  }

  @Override
  protected Object newContinueResponse(
      HttpMessage start, int maxContentLength, ChannelPipeline pipeline) {
    Object response = super.newContinueResponse(start, maxContentLength, pipeline);
    boolean refused =
        response instanceof HttpResponse answer
            && answer.status().equals(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
    return refused ? tooLarge(pipeline.channel().alloc()) : response;
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
    context.writeAndFlush(tooLarge(context.alloc())).addListener(ChannelFutureListener.CLOSE);
  }

  private FullHttpResponse tooLarge(ByteBufAllocator buffers) {
    ApiException error =
        ApiException.caller(
            "RequestEntityTooLargeException",
            "The request's body exceeds " + maxBodyBytes + " bytes");
    ByteBuf body = WireFormat.JSON.error(buffers, error);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, body);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/x-amz-json-1.1")
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    return response;
  }
}
