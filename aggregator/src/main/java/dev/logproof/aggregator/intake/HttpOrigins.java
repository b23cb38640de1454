package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.config.CorsOrigins;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;

/** Decides which pages may send events by their scripts (CORS), as in_http does. Immutable. */
public record HttpOrigins(CorsOrigins config) {
  /** Returns whether a request comes from an allowed page, or from no page at all. */
  boolean allows(FullHttpRequest request) {
    String origin = request.headers().get(HttpHeaderNames.ORIGIN, "");
    return config.allowed().isEmpty() || origin.isEmpty() || isAllowed(origin);
  }

  /** Returns whether a browser that asks first may send an event. */
  boolean allowsPreflight(FullHttpRequest request) {
    HttpHeaders headers = request.headers();
    String method = headers.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD, "");
    return method.equals(HttpMethod.POST.name())
        && isAllowed(headers.get(HttpHeaderNames.ORIGIN, ""));
  }

  private boolean isAllowed(String origin) {
    return config.allowed().contains(CorsOrigins.ANY)
        || (!origin.isEmpty() && config.allowed().stream().anyMatch(each -> matches(each, origin)));
  }

  private static boolean matches(String pattern, String origin) {
    int star = pattern.indexOf('*');
    return star < 0
        ? pattern.equals(origin)
        : origin.startsWith(pattern.substring(0, star))
            && origin.endsWith(pattern.substring(star + 1));
  }

  /** Adds what browsers need to show a response to a script. */
  void addTo(FullHttpRequest request, HttpHeaders response) {
    String origin = request.headers().get(HttpHeaderNames.ORIGIN, "");
    if (config.allowed().contains(CorsOrigins.ANY)) {
      response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, CorsOrigins.ANY);
    } else if (isAllowed(origin)) {
      response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
      if (config.allowsCredentials()) {
        response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
      }
    }
  }

  /** Adds what a browser that asks first needs. */
  void addPreflight(FullHttpRequest request, HttpHeaders response) {
    addTo(request, response);
    response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, HttpMethod.POST.name());
    response.set(
        HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
        request.headers().get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS, ""));
  }
}
