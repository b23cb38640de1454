package dev.logproof.aggregator.config;

import java.net.URI;
import java.util.List;

/** Parses addresses of AWS services and of proxies; an empty text stays empty. Stateless. */
final class AwsAddresses {
  private AwsAddresses() {}

  static String endpoint(String text) {
    return address(text.strip(), "expected http://host:port or https://host:port");
  }

  /** Fluentd's plugin rejects the endpoints of AWS itself; here they need a scheme. */
  static String s3Endpoint(String text) {
    if (!text.contains("://") && text.strip().endsWith("amazonaws.com")) {
      throw new IllegalArgumentException(
          "it is the endpoint of AWS itself: remove it, and set s3_region");
    }
    return endpoint(text);
  }

  static String proxy(String text) {
    String address = text.strip();
    String withScheme =
        address.isEmpty() || address.contains("://") ? address : "http://" + address;
    if (withScheme.startsWith("https:")) {
      throw new IllegalArgumentException("expected http://[user:password@]host:port");
    }
    return address(withScheme, "expected http://[user:password@]host:port");
  }

  private static String address(String text, String expected) {
    if (text.isEmpty()) {
      return "";
    }
    try {
      URI uri = URI.create(text);
      boolean http = List.of("http", "https").contains(String.valueOf(uri.getScheme()));
      if (http && uri.getRawAuthority() != null && hasNoPath(uri)) {
        return text;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(expected, e);
    }
    throw new IllegalArgumentException(expected);
  }

  private static boolean hasNoPath(URI uri) {
    return (uri.getPath().isEmpty() || uri.getPath().equals("/")) && uri.getQuery() == null;
  }
}
