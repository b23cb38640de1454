package dev.logproof.throughput.event;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Tests event marks. */
class EventMarkTest {
  @Test
  void readsWrittenMark() {
    byte[] text = new byte[EventMark.BYTES + 2];
    System.arraycopy(EventMark.blank(42), 0, text, 2, EventMark.BYTES);
    EventMark.write(ByteBuffer.wrap(text), 2, 9_876_543_210L, 1_767_225_600_000_001L);

    assertThat(EventMark.isAt(text, 2)).isTrue();
    assertThat(EventMark.source(text, 2)).isEqualTo(42);
    assertThat(EventMark.sequence(text, 2)).isEqualTo(9_876_543_210L);
    assertThat(EventMark.sentMicros(text, 2)).isEqualTo(1_767_225_600_000_001L);
  }

  @Test
  void rejectsOtherText() {
    byte[] mark = EventMark.blank(1);
    assertThat(EventMark.isAt(mark, 0)).isTrue();
    mark[EventMark.BYTES - 1] = '"';
    assertThat(EventMark.isAt(mark, 0)).isFalse();
    assertThat(EventMark.isAt("x".repeat(EventMark.BYTES).getBytes(US_ASCII), 0)).isFalse();
  }
}
