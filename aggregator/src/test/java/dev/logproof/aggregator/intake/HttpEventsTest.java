package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** JSON values are preserved, even where msgpack or UTF-8 cannot represent them exactly. */
class HttpEventsTest {
  private static String read(String json) throws IOException {
    List<byte[]> events = HttpEvents.parse(json.getBytes(UTF_8));
    assertThat(events).hasSize(1);
    try (MessageUnpacker in = MessagePack.newDefaultUnpacker(events.get(0))) {
      return in.unpackValue().toString();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":\"\\ud800\"}|{\"a\":\"\uFFFD\"}",
        "{\"a\":\"x\\udc00y\"}|{\"a\":\"x\uFFFDy\"}",
        "{\"\\ud800\":1}|{\"\uFFFD\":1}",
        "{\"a\":1e999}|{\"a\":\"1e999\"}",
        "{\"a\":-1e999}|{\"a\":\"-1e999\"}",
        "{\"a\":18446744073709551615}|{\"a\":18446744073709551615}",
        "{\"a\":18446744073709551616}|{\"a\":\"18446744073709551616\"}",
        "{\"a\":1.5}|{\"a\":1.5}"
      })
  void convertsValueWithoutLoss(String json, String expected) throws IOException {
    assertThat(read(json)).isEqualTo(expected);
  }

  @Test
  void rejectsTextBehindTheValue() {
    assertThatIOException().isThrownBy(() -> HttpEvents.parse("{} x".getBytes(UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":[1]}|{\"a\":[1]}",
        "no|no",
        " [{\"a\":[{}]},\"x\",{\"a\":\"]\"} , 2 ]|{\"a\":[{}]};;{\"a\":\"]\"};",
        "[1|''",
        "[{\"a\":1}] x|''",
        "[{\"a\":1},]|''",
      })
  void splitsArrays(String body, String texts) {
    assertThat(
            HttpEvents.elements(body.getBytes(UTF_8)).stream()
                .map(text -> text.toString(UTF_8))
                .collect(Collectors.joining(";")))
        .isEqualTo(texts);
  }
}
