package dev.logproof.localaws.auth;

import java.nio.ByteBuffer;
import java.util.List;

/** Signed parts of a POST to {@code /}, valid while the request is handled. */
public interface SignedRequest {
  /** Returns a header's values in order; empty when absent. */
  List<String> header(String name);

  /** Returns the body's buffers. */
  ByteBuffer[] body();
}
