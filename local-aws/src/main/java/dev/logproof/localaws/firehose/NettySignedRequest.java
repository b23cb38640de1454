package dev.logproof.localaws.firehose;

import dev.logproof.localaws.auth.SignedRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import java.nio.ByteBuffer;
import java.util.List;

/** Adapts a Netty request to signature verification. */
public record NettySignedRequest(FullHttpRequest request) implements SignedRequest {
  @Override
  public List<String> header(String name) {
    return request.headers().getAll(name);
  }

  @Override
  public ByteBuffer[] body() {
    return request.content().nioBuffers();
  }
}
