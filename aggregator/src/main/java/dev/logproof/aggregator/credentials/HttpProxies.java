package dev.logproof.aggregator.credentials;

import java.net.URI;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/** Proxies of the SDK's clients. Stateless. */
public final class HttpProxies {
  private HttpProxies() {}

  /**
   * Returns a client that connects through a proxy.
   *
   * @param proxy {@code http://[user:password@]host:port}; "" for the environment's
   */
  public static Apache5HttpClient.Builder client(String proxy) {
    Apache5HttpClient.Builder http = Apache5HttpClient.builder();
    if (proxy.isEmpty()) {
      return http;
    }
    URI uri = URI.create(proxy);
    ProxyConfiguration.Builder config =
        ProxyConfiguration.builder()
            .endpoint(URI.create("http://" + uri.getHost() + ":" + uri.getPort()));
    if (uri.getUserInfo() != null) {
      String[] parts = uri.getUserInfo().split(":", 2);
      config.username(parts[0]).password(parts.length > 1 ? parts[1] : "");
    }
    return http.proxyConfiguration(config.build());
  }
}
