package dev.logproof.aggregator.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cipher lists follow OpenSSL's syntax. */
class CipherListTest {
  private static final Set<String> AVAILABLE =
      new LinkedHashSet<>(
          List.of(
              "TLS_AES_128_GCM_SHA256",
              "ECDHE-ECDSA-AES128-GCM-SHA256",
              "ECDHE-RSA-AES128-GCM-SHA256",
              "ECDHE-RSA-AES256-GCM-SHA384",
              "ECDHE-RSA-CHACHA20-POLY1305",
              "ECDHE-PSK-AES128-CBC-SHA",
              "ECDHE-RSA-AES128-SHA",
              "AES128-GCM-SHA256",
              "AES256-SHA",
              "DES-CBC3-SHA"));

  private static List<String> older(String list) {
    return CipherList.select(List.of(list.split(":", -1)), AVAILABLE).stream()
        .filter(name -> !name.startsWith("TLS_"))
        .toList();
  }

  @Test
  void selectsAllEncryptingSuitesForFluentdDefault() {
    assertThat(CipherList.select(List.of("ALL", "!aNULL", "!eNULL", "!SSLv2"), AVAILABLE))
        .containsExactlyInAnyOrderElementsOf(AVAILABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384,"
        + " ECDHE-RSA-AES128-GCM-SHA256 ECDHE-RSA-AES256-GCM-SHA384",
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256,"
        + " ECDHE-RSA-AES256-GCM-SHA384 ECDHE-RSA-AES128-GCM-SHA256",
    "ECDHE+AESGCM:!aECDSA, ECDHE-RSA-AES128-GCM-SHA256 ECDHE-RSA-AES256-GCM-SHA384",
    "kRSA:-3DES, AES128-GCM-SHA256 AES256-SHA",
    "3DES:AES256-SHA:+3DES, AES256-SHA DES-CBC3-SHA",
    "AES256-SHA:NO-SUCH-SUITE:@STRENGTH, AES256-SHA"
  })
  void selectsInOrder(String list, String expected) {
    assertThat(older(list)).containsExactly(expected.split(" ", -1));
  }

  @Test
  void keepsExcludedSuitesOutWhenNamedLater() {
    assertThat(older("ALL:!RSA:!RC4:!3DES:AES256-SHA"))
        .doesNotContain("AES256-SHA", "AES128-GCM-SHA256", "DES-CBC3-SHA")
        .contains("ECDHE-RSA-AES128-SHA");
  }

  @Test
  void rejectsEmptySelectionNamingAvailableSuites() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> older("RC4-MD5:EXPORT"))
        .withMessageContaining("RC4-MD5:EXPORT")
        .withMessageContaining("ECDHE-RSA-AES128-GCM-SHA256");
  }

  @Test
  void passesJavaSuiteNamesThrough() {
    assertThat(CipherList.select(List.of("TLS_AES_128_GCM_SHA256")))
        .containsExactly("TLS_AES_128_GCM_SHA256");
  }
}
