package dev.logproof.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.msgpack.value.Value;

/** Values are unpacked as they were packed. */
class PackedValuesTest {
  @Test
  void unpacksEachValueInOrder() throws IOException {
    byte[] packed = PackedValues.pack(packer -> packer.packInt(7).packString("a").packNil());
    assertThat(packed).containsExactly(7, 0xa1, 'a', 0xc0);
    assertThat(PackedValues.unpack(packed))
        .extracting(Value::toJson)
        .containsExactly("7", "\"a\"", "null");
  }

  @Test
  void reportsFailureOfPacking() {
    assertThatThrownBy(
            () ->
                PackedValues.pack(
                    packer -> {
                      throw new IOException("no value");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no value");
  }
}
