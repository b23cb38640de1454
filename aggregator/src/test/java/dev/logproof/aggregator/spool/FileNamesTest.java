package dev.logproof.aggregator.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Distinct texts have distinct file names within their directory. */
class FileNamesTest {
  @Test
  void keepsPlainNames() {
    assertThat(FileNames.encode("output_kinesis-backend.1")).isEqualTo("output_kinesis-backend.1");
  }

  @Test
  void encodesSlashAndParentDirectory() {
    assertThat(FileNames.encode("..")).isEqualTo("%2E.");
    assertThat(FileNames.encode("a/b")).isEqualTo("a%2Fb");
  }

  @Test
  void decodesWhatItEncoded() {
    for (String text : List.of("", ".", "..", "a/b", "a_b", "%2E", "ログ", "a%", "a\0b")) {
      assertThat(FileNames.decode(FileNames.encode(text))).as(text).contains(text);
    }
  }

  @Test
  void rejectsNamesItDidNotEncode() {
    assertThat(FileNames.decode("..")).isEmpty();
    assertThat(FileNames.decode("a%2")).isEmpty();
    assertThat(FileNames.decode("a%FF")).isEmpty();
    assertThat(FileNames.decode("%61")).isEmpty();
  }

  @Test
  void shortensLongNamesWithoutCollision() {
    String first = FileNames.encode("ロ".repeat(300) + "1");
    String second = FileNames.encode("ロ".repeat(300) + "2");
    assertThat(first).isNotEqualTo(second).hasSizeLessThan(200);
  }
}
