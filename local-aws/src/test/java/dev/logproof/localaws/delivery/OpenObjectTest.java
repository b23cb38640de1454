package dev.logproof.localaws.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Content matches the appended bytes across blocks and repeated reads. */
class OpenObjectTest {
  @ParameterizedTest
  @EnumSource(Compression.class)
  void returnsAppendedBytesOnEachRead(Compression compression) {
    byte[] bytes = new byte[1_000_003];
    new Random(42).nextBytes(bytes);
    OpenObject open = new OpenObject("b", "k" + compression.suffix(), compression, 0);
    int step = 77_777;
    for (int at = 0; at < bytes.length; at += step) {
      open.append(bytes, at, Math.min(step, bytes.length - at), 1);
    }

    SealedObject sealed = open.seal();

    assertThat(RecordingStore.content(sealed)).isEqualTo(bytes);
    assertThat(RecordingStore.content(sealed)).isEqualTo(bytes);
    assertThat(sealed.size().records()).isEqualTo(13);
    assertThat(sealed.size().rawBytes()).isEqualTo(bytes.length);
  }
}
