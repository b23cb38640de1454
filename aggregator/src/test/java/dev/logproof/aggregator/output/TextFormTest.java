package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.config.OneMatch;
import dev.logproof.forward.decode.JsonToMessagePack;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code <format>} writes what Fluentd's formatters write. */
class TextFormTest {
  private static String write(String format, String json) {
    RecordForm form =
        StreamKind.dataForm(OneMatch.firehose("s", "<format>;@type " + format + ";</format>"));
    ByteBuf packed = Unpooled.buffer();
    ByteBuf in = Unpooled.copiedBuffer(json, UTF_8);
    assertThat(JsonToMessagePack.convert(in, 0, in.writerIndex(), packed)).isTrue();
    ByteBuf out = Unpooled.buffer();
    assertThat(form.write(packed, 0, packed.writerIndex(), out)).isTrue();
    return out.toString(UTF_8);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "ltsv => {\"a\":1,\"b\":\"x y\",\"n\":null} => a:1|b:x y|n:/",
        "ltsv;delimiter ,;label_delimiter =;replacement _ => {\"a\":\"x,y\",\"m\":{\"k\":1}} => a=x_y,m={\"k\"=>1}/",
        "csv;fields b,a,none => {\"a\":1,\"b\":\"x\\\"y\"} => \"x\"\"y\",\"1\",\"\"/",
        "csv;fields a,b,c,d;force_quotes false => {\"a\":\"x,y\",\"b\":\"\",\"c\":null,\"d\":1.5} => \"x,y\",\"\",,1.5/",
        "csv;fields a,b;delimiter TAB;force_quotes false => {\"a\":1,\"b\":2} => 1|2/",
        "hash => {\"a\":[1,\"b\",null]} => {\"a\"=>[1, \"b\", nil]}/",
        "hash;add_newline false => {} => {}/",
        "json => {\"a\":1} => {\"a\":1}/"
      })
  void writesFormat(String format, String json, String expected) {
    assertThat(write(format, json)).isEqualTo(expected.replace('|', '\t').replace('/', '\n'));
  }
}
