package dev.logproof.aggregator.firehose;

import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Proxy that tunnels https connections (RFC 9110, section 9.3.6), configured by {@code HTTPS_PROXY}
 * and {@code NO_PROXY} or Java's {@code https.proxyHost}. Immutable.
 *
 * @param userInfo {@code user:password}, or empty
 */
record HttpsProxy(String host, int port, String userInfo) {
  /** No proxy. */
  static final HttpsProxy NONE = new HttpsProxy("", 0, "");

  private static final int DEFAULT_PORT = 80;

  boolean isNone() {
    return equals(NONE);
  }

  static Optional<HttpsProxy> of(
      URI endpoint, Map<String, String> environment, UnaryOperator<String> property) {
    if (!"https".equals(endpoint.getScheme())
        || isExempt(Authority.of(endpoint).host(), environment)) {
      return Optional.empty();
    }
    String host = property.apply("https.proxyHost");
    if (host != null && !host.isEmpty()) {
      String port = Optional.ofNullable(property.apply("https.proxyPort")).orElse("443");
      return Optional.of(new HttpsProxy(host, Integer.parseInt(port), ""));
    }
    return variable(environment, "https_proxy").map(HttpsProxy::parse);
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
        .filter(value -> !value.isBlank());
  }

  private static HttpsProxy parse(String text) {
    URI uri = URI.create(text.contains("://") ? text.strip() : "http://" + text.strip());
    if (!"http".equals(uri.getScheme())) {
      throw malformed(shown(text));
    }
    try {
      Authority authority = Authority.of(uri);
      int port = authority.port() < 0 ? DEFAULT_PORT : authority.port();
      return new HttpsProxy(authority.host(), port, authority.userInfo());
    } catch (IllegalArgumentException e) {
      throw malformed(shown(text));
    }
  }

  /** Masks user and password. */
  private static String shown(String text) {
    return text.replaceFirst("//[^@/]*@", "//...@");
  }

  private static IllegalArgumentException malformed(String shown) {
    return new IllegalArgumentException(
        "HTTPS_PROXY '" + shown + "': expected http://[user:password@]host:port");
  }

  private static boolean isExempt(String host, Map<String, String> environment) {
    return variable(environment, "no_proxy").stream()
        .flatMap(list -> List.of(list.split("[,\\s]+")).stream())
        .anyMatch(name -> name.equals("*") || covers(name.replaceFirst("^\\*?\\.", ""), host));
  }

  private static boolean covers(String domain, String host) {
    return !domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain));
  }

  /** Connects through this proxy at {@code address}. */
  ProxyHandler tunnel(InetSocketAddress address) {
    if (userInfo.isEmpty()) {
      return new HttpProxyHandler(address);
    }
    String[] parts = userInfo.split(":", 2);
    return new HttpProxyHandler(address, parts[0], parts.length > 1 ? parts[1] : "");
  }
}
