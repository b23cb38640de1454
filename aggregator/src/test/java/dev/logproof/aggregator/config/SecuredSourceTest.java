package dev.logproof.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.access.AccessRules;
import dev.logproof.aggregator.access.ClientCertificates;
import dev.logproof.aggregator.access.Secret;
import dev.logproof.aggregator.access.TlsSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A forward source supports {@code <security>} and {@code <transport tls>}. */
class SecuredSourceTest {
  private static final String SECURED =
      """
      <source>
        @type forward
        <transport tls>
          cert_path /etc/tls/server.pem
          private_key_path /etc/tls/server.key
          private_key_passphrase opensesame
          min_version TLSv1_3
          client_cert_auth true
          ca_path /etc/tls/ca.pem
        </transport>
        <security>
          self_hostname logs
          shared_key hushhush
          user_auth true
          <user>
            username ann
            password wordpass
          </user>
          <client>
            network 10.0.0.0/8
            shared_key inner
            users ann
          </client>
        </security>
      </source>
      """;

  @Test
  void readsSecuritySettingsAndHidesSecrets() {
    AggregatorConfig config = parse(SECURED);
    ForwardSource source = config.sources().forward().get(0);
    TlsSettings tls = (TlsSettings) source.transport();
    assertThat(tls.certificate()).isEqualTo(Path.of("/etc/tls/server.pem"));
    assertThat(tls.protocols()).containsExactly("TLSv1.3");
    assertThat(tls.clients())
        .isEqualTo(new ClientCertificates.SignedBy(Path.of("/etc/tls/ca.pem")));
    AccessRules access = (AccessRules) source.security();
    assertThat(access.sharedKey()).isEqualTo(Secret.of("hushhush"));
    assertThat(access.users()).containsEntry("ann", Secret.of("wordpass"));
    assertThat(access.clients().get(0).users()).containsExactly("ann");
    assertThat(EffectiveSettings.render(config) + access + tls)
        .contains("10.0.0.0/8", "***")
        .doesNotContain("hushhush", "wordpass", "opensesame", "inner");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      textBlock =
          """
          shared_key hushhush => shared_key is missing
          self_hostname logs => self_hostname is missing
          username ann => username is missing
          password wordpass => password is missing
          network 10.0.0.0/8 => expected either host, an address, or network
          ca_path /etc/tls/ca.pem => client_cert_auth is true but ca_path is missing
          """)
  void rejectsMissingSecurityParameter(String line, String expected) {
    assertThatThrownBy(() -> parse(SECURED.replaceFirst(" " + line + "\n", "\n")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      textBlock =
          """
          users ann => users bob => there is no <user> 'bob'
          network 10.0.0.0/8 => network home => expected an address or a network such as 10.0.0.0/8
          min_version TLSv1_3 => min_version TLSv1_1 => expected TLSv1_2 or TLSv1_3
          min_version TLSv1_3 => max_version TLSv1_1 => expected TLSv1_2 or TLSv1_3
          min_version TLSv1_3 => ca_private_key_path x => set cert_path and private_key_path
          """)
  void rejectsInvalidSecurityParameter(String line, String instead, String expected) {
    assertThatThrownBy(() -> parse(SECURED.replace(line, instead)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void refusesAnEmptyKeyUnlessUsersHavePasswords() {
    String empty = SECURED.replace("shared_key hushhush", "shared_key ''");
    assertThat(parse(empty).warnings()).isEqualTo(parse(SECURED).warnings());
    assertThatThrownBy(() -> parse(empty.replace("user_auth true", "user_auth false")))
        .hasMessageContaining("shared_key is empty: expected a key");
    assertThat(List.of(Secret.of("x"))).hasToString("[***]");
  }

  private static AggregatorConfig parse(String text) {
    return AggregatorConfig.parse("f.conf", text, Map.of());
  }
}
