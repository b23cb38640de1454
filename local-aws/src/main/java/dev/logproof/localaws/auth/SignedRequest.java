package dev.logproof.localaws.auth;

import java.nio.ByteBuffer;
import java.util.List;

/** What a signature covers of a POST to {@code /}; a view, valid while the request is handled. */
public interface SignedRequest {
  /** Values of the header {@code name}, in order; empty when there is none. */
  List<String> header(String name);

  /** The body, in pieces. */
  ByteBuffer[] body();
}
