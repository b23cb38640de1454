package dev.logproof.localaws.firehose;

import dev.logproof.localaws.api.ApiException;
import dev.logproof.localaws.api.ApiResponse;
import dev.logproof.localaws.faults.RequestFault;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.FullHttpRequest;
import java.time.Instant;

/** An API whose operations are told by {@code X-Amz-Target}. Called by event loops. */
public interface TargetApi {
  /** Returns what precedes the name of an operation. */
  String targetPrefix();

  /** Returns the time of responses. */
  Instant now();

  /**
   * Returns an HTTP 200 response, whose body the caller releases.
   *
   * @throws ApiException for any other response
   */
  ApiResponse answer(FullHttpRequest request, ByteBufAllocator buffers, RequestFault fault);
}
