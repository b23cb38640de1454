package dev.logproof.system.support;

import java.net.URI;
import java.net.http.HttpRequest;

/** HTTP requests with JSON in their bodies. */
public final class JsonRequest {
  private JsonRequest() {}

  /** Returns a request with the body {@code json}. */
  public static HttpRequest of(String method, URI uri, String json) {
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(json))
        .build();
  }
}
