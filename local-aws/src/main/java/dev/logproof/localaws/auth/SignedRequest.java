package dev.logproof.localaws.auth;

import java.nio.ByteBuffer;
import java.util.List;

/** The signed parts of a POST to {@code /}. A view, valid while the request is handled. */
public interface SignedRequest {
  /** Values of the header {@code name}, in order; empty when it is absent. */
  List<String> header(String name);

  /** Body as one or more buffers. */
  ByteBuffer[] body();
}
