package dev.logproof.aggregator.firehose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads hosts that are no valid registered names. */
class AuthorityTest {
  @ParameterizedTest
  @CsvSource({
    "http://squid_proxy:3128, '', squid_proxy, 3128",
    "https://localstack_main, '', localstack_main, -1",
    "http://me:secret@squid_proxy:1, me:secret, squid_proxy, 1",
    "https://firehose.us-west-2.amazonaws.com, '', firehose.us-west-2.amazonaws.com, -1",
    "http://127.0.0.1:4566, '', 127.0.0.1, 4566",
    "http://[::1]:4566, '', [::1], 4566"
  })
  void readsHostAndPort(String uri, String user, String host, int port) {
    assertThat(Authority.of(URI.create(uri))).isEqualTo(new Authority(user, host, port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:4566", "localhost", "ftp://localhost", "http:///x", "://x"})
  void rejectsInvalidEndpointNamingVariable(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> OwnEndpoint.in(Map.of("AWS_ENDPOINT_URL_FIREHOSE", value), BatchService.FIREHOSE))
        .withMessageContaining("AWS_ENDPOINT_URL_FIREHOSE '" + value + "'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OwnEndpoint.in(Map.of("AWS_ENDPOINT_URL", value), BatchService.FIREHOSE))
        .withMessageContaining("AWS_ENDPOINT_URL '" + value + "'");
  }

  @Test
  void prefersTheEndpointOfFirehose() {
    Map<String, String> environment =
        Map.of("AWS_ENDPOINT_URL", "http://all", "AWS_ENDPOINT_URL_FIREHOSE", "http://one_only");
    assertThat(OwnEndpoint.in(environment, BatchService.FIREHOSE))
        .isEqualTo(Optional.of(URI.create("http://one_only")));
    assertThat(OwnEndpoint.in(Map.of(), BatchService.FIREHOSE)).isEmpty();
  }

  @Test
  void replacesUnderscoreInHostForSdk() {
    assertThat(OwnEndpoint.forSdk(URI.create("http://my_host:1")))
        .isEqualTo(URI.create("http://my-host:1"));
    assertThat(OwnEndpoint.forSdk(URI.create("http://host:1")))
        .isEqualTo(URI.create("http://host:1"));
  }
}
