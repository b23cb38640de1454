package dev.logproof.record.tracer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.tracer.TracerText.Reading;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Tracers are found inside other text, and damage is detected. */
class TracerTextTest {
  private static final Tracer TRACER = new Tracer("run-7", 3, 42, 1_700_000_000_123_456L);

  private static Reading read(String line) {
    byte[] bytes = line.getBytes(ISO_8859_1);
    return TracerText.read(bytes, line.indexOf(TracerText.MARKER), bytes.length);
  }

  @Test
  void readsTracerWithinLine() {
    String text = TracerText.format(TRACER);
    assertThat(read("{\"log\":\"GET / " + text + " 200\"}"))
        .isEqualTo(new Reading.Intact(TRACER, 14 + text.length()));
  }

  @Test
  void formatsTracerInFixedForm() {
    assertThat(TracerText.format(TRACER)).startsWith("~lp1~run-7~3~42~1700000000123456~");
    assertThat(TracerText.format(TRACER)).matches("~lp1~.*~[0-9a-f]{8}~");
  }

  @Test
  void reportsChangedCharacterAsCorrupt() {
    byte[] intact = TracerText.format(TRACER).getBytes(ISO_8859_1);
    for (int at = TracerText.MARKER.length(); at < intact.length; at++) {
      byte[] damaged = Arrays.copyOf(intact, intact.length);
      damaged[at] = (byte) (damaged[at] == 'x' ? 'y' : 'x');
      assertThat(TracerText.read(damaged, 0, damaged.length))
          .as("byte %d", at)
          .isInstanceOf(Reading.Corrupt.class);
    }
  }

  @Test
  void reportsTruncatedTracerAsCorrupt() {
    byte[] intact = TracerText.format(TRACER).getBytes(ISO_8859_1);
    for (int limit = TracerText.MARKER.length(); limit < intact.length; limit++) {
      assertThat(TracerText.read(intact, 0, limit)).isInstanceOf(Reading.Corrupt.class);
    }
  }

  @Test
  void reportsNumbersAboveLimitAsCorrupt() {
    long most = 999_999_999_999_999_999L;
    Tracer huge = new Tracer("r", Integer.MAX_VALUE, most, most);
    assertThat(read(TracerText.format(huge))).isInstanceOf(Reading.Intact.class);
    assertThat(read("~lp1~r~2147483648~1~1~c8ed5b2d~")).isInstanceOf(Reading.Corrupt.class);
    assertThat(read("~lp1~r~99999999999999999999~1~1~00000000~"))
        .isInstanceOf(Reading.Corrupt.class);
  }
}
