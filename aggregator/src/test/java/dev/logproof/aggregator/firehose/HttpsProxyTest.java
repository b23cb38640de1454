package dev.logproof.aggregator.firehose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Environment and system properties select each endpoint's proxy. */
class HttpsProxyTest {
  private static final URI ENDPOINT = URI.create("https://firehose.eu-west-1.amazonaws.com");

  private static Optional<HttpsProxy> of(Map<String, String> environment) {
    return HttpsProxy.of(ENDPOINT, environment, name -> null);
  }

  @Test
  void readsProxyFromEnvironmentInEitherCase() {
    assertThat(of(Map.of("HTTPS_PROXY", "http://ann:pw@proxy.local:3128")))
        .hasValue(new HttpsProxy("proxy.local", 3128, "ann:pw"));
    assertThat(of(Map.of("https_proxy", "proxy.local:8080")))
        .hasValue(new HttpsProxy("proxy.local", 8080, ""));
    assertThat(of(Map.of("https_proxy", " "))).isEmpty();
    assertThat(of(Map.of())).isEmpty();
  }

  @Test
  void prefersJavaPropertiesToEnvironment() {
    assertThat(
            HttpsProxy.of(
                ENDPOINT,
                Map.of("HTTPS_PROXY", "http://other:1"),
                name -> name.equals("https.proxyHost") ? "mine" : "3128"))
        .hasValue(new HttpsProxy("mine", 3128, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "localhost,.amazonaws.com",
        "amazonaws.com",
        "*.eu-west-1.amazonaws.com other",
        "firehose.eu-west-1.amazonaws.com"
      })
  void bypassesProxyForExemptHost(String exempt) {
    assertThat(of(Map.of("HTTPS_PROXY", "http://proxy:1", "NO_PROXY", exempt))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "aws.com", "eu-west-1"})
  void usesProxyForOtherHosts(String exempt) {
    assertThat(of(Map.of("HTTPS_PROXY", "http://proxy:1", "NO_PROXY", exempt))).isPresent();
  }

  @Test
  void bypassesProxyForPlainHttp() {
    assertThat(
            HttpsProxy.of(
                URI.create("http://127.0.0.1:4573"),
                Map.of("HTTPS_PROXY", "http://proxy:1"),
                name -> null))
        .isEmpty();
  }

  @Test
  void rejectsInvalidProxyAddress() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Map.of("HTTPS_PROXY", "socks5://proxy:1080")))
        .withMessageContaining("expected http://[user:password@]host:port");
  }
}
