package dev.logproof.localaws.firehose;

import dev.logproof.localaws.api.ApiException;
import dev.logproof.localaws.api.ApiResponse;
import dev.logproof.localaws.api.Operations;
import dev.logproof.localaws.auth.AwsV4Verifier;
import dev.logproof.localaws.faults.RequestFault;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.FullHttpRequest;
import java.time.Instant;
import java.util.Map;

/**
 * An API whose operations are told by {@code X-Amz-Target}. Called by event loops.
 *
 * @param signatures checks every request
 */
public record TargetApi(AwsV4Verifier signatures, Operations<Operation> operations) {
  /** The caller releases the response body. */
  @FunctionalInterface
  public interface Operation {
    /** Executes a request with a valid signature. */
    ApiResponse answer(FullHttpRequest request, ByteBufAllocator buffers, RequestFault fault);
  }

  /** Serves operations by the name that follows {@code prefix}. */
  public static TargetApi of(
      AwsV4Verifier signatures, String prefix, Map<String, Operation> operations) {
    return new TargetApi(signatures, new Operations<>(prefix, operations));
  }

  /** Returns what precedes the name of an operation. */
  String targetPrefix() {
    return operations.prefix();
  }

  /** Returns the time of responses. */
  Instant now() {
    return signatures.now();
  }

  /**
   * Returns an HTTP 200 response, whose body the caller releases.
   *
   * @throws ApiException for any other response
   */
  ApiResponse answer(FullHttpRequest request, ByteBufAllocator buffers, RequestFault fault) {
    new NettySignedRequest(request).check(signatures);
    return operations
        .find(request.headers().get("x-amz-target", ""))
        .answer(request, buffers, fault);
  }
}
