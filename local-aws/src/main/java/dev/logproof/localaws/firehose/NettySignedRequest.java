package dev.logproof.localaws.firehose;

import dev.logproof.localaws.api.ApiException;
import dev.logproof.localaws.auth.AwsV4Verifier;
import dev.logproof.localaws.auth.SignatureException;
import dev.logproof.localaws.auth.SignedRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import java.nio.ByteBuffer;
import java.util.List;

/** Adapts a Netty request to signature verification. */
public record NettySignedRequest(FullHttpRequest request) implements SignedRequest {
  /** Rejects a request whose signature is missing or wrong, as an API answers it. */
  public void check(AwsV4Verifier signatures) {
    try {
      signatures.check(this);
    } catch (SignatureException e) {
      throw ApiException.caller(e.type(), e.getMessage());
    }
  }

  @Override
  public List<String> header(String name) {
    return request.headers().getAll(name);
  }

  @Override
  public ByteBuffer[] body() {
    return request.content().nioBuffers();
  }
}
