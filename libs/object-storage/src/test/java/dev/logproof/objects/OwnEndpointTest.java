package dev.logproof.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints come from the SDK's settings and are validated. */
class OwnEndpointTest {
  @Test
  void ignoresBlankEndpoint() {
    assertThat(OwnEndpoint.isSet("S3", Map.of("AWS_ENDPOINT_URL", " "), new Properties()))
        .isFalse();
  }

  @Test
  void readsPropertiesAndEnvironment() {
    Properties properties = new Properties();
    properties.setProperty("aws.endpointUrl", "http://127.0.0.1:1");
    assertThat(OwnEndpoint.isSet("S3", Map.of(), properties)).isTrue();
    Map<String, String> environment = Map.of("AWS_ENDPOINT_URL_S3", "https://minio.example:9000");
    assertThat(OwnEndpoint.isSet("S3", environment, new Properties())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", "localhost:9000", "ftp://host", "http://", "http://a b"})
  void rejectsInvalidEndpointNamingVariable(String value) {
    Map<String, String> environment = Map.of("AWS_ENDPOINT_URL_S3", value);
    assertThatThrownBy(() -> OwnEndpoint.isSet("S3", environment, new Properties()))
        .hasMessageContaining("AWS_ENDPOINT_URL_S3 '" + value + "'")
        .hasMessageContaining("http://host:port");
  }

  @Test
  void rejectsUnderscoreInHostOfEachService() {
    String value = "http://mini_o:9000";
    for (String service : List.of("S3", "Athena")) {
      String name = "AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT);
      for (String each : List.of(name, "AWS_ENDPOINT_URL")) {
        assertThatThrownBy(() -> OwnEndpoint.isSet(service, Map.of(each, value), new Properties()))
            .hasMessageContaining(each + " '" + value + "'")
            .hasMessageContaining("no underscore");
      }
    }
    assertThat(OwnEndpoint.isSet("S3", Map.of("AWS_ENDPOINT_URL_ATHENA", value), new Properties()))
        .isFalse();
  }
}
