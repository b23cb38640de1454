package dev.logproof.verify.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.tracer.Tracer;
import dev.logproof.record.tracer.TracerCursor;
import dev.logproof.record.tracer.TracerText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tracers are found at any position. */
class TracerScannerTest {
  private static final int BUFFER_BYTES = 2 * TracerScanner.MAX_TRACER_BYTES;

  /** Records the findings. */
  private static final class Heard implements TracerScanner.Sightings {
    private final List<Long> sequences = new ArrayList<>();
    private int corrupt;

    @Override
    public void tracer(TracerCursor tracer) {
      sequences.add(tracer.sequence());
    }

    @Override
    public void corrupt() {
      corrupt++;
    }
  }

  private static String text(long sequence) {
    return TracerText.format(new Tracer("run-1", 0, sequence, 1_700_000_000_000_000L));
  }

  private static Heard scan(String content) throws IOException {
    Heard heard = new Heard();
    byte[] bytes = content.getBytes(UTF_8);
    long total = new TracerScanner(BUFFER_BYTES).scan(new ByteArrayInputStream(bytes), heard);
    assertThat(total).isEqualTo(bytes.length);
    return heard;
  }

  @Test
  void findsTracerAtEveryOffsetFromBufferBoundary() throws IOException {
    for (int before = 0; before < 2 * BUFFER_BYTES; before++) {
      Heard heard = scan("x".repeat(before) + text(7) + "\n" + "y".repeat(100));
      assertThat(heard.sequences).as("after %d bytes", before).containsExactly(7L);
      assertThat(heard.corrupt).isZero();
    }
  }

  @Test
  void findsManyTracers() throws IOException {
    StringBuilder content = new StringBuilder();
    List<Long> expected = new ArrayList<>();
    for (long n = 0; n < 2_000; n++) {
      content
          .append("{\"log\":\"")
          .append("~".repeat((int) (n % 7)))
          .append(text(n))
          .append("\"}\n");
      expected.add(n);
    }
    assertThat(scan(content.toString()).sequences).isEqualTo(expected);
  }

  @Test
  void findsTracerAfterDamagedOne() throws IOException {
    String damaged = text(1).replace("run-1", "run-2");
    Heard heard = scan(damaged + text(2));
    assertThat(heard.corrupt).isEqualTo(1);
    assertThat(heard.sequences).containsExactly(2L);
  }

  @Test
  void reportsTracerTruncatedByEndAsCorrupt() throws IOException {
    String whole = text(3);
    assertThat(scan("log " + whole.substring(0, whole.length() - 1)).corrupt).isEqualTo(1);
  }

  @Test
  void findsNothingInSimilarText() throws IOException {
    Heard heard = scan("~lp~ lp1 ~lp2~ ".repeat(1_000));
    assertThat(heard.sequences).isEmpty();
    assertThat(heard.corrupt).isZero();
  }

  /** A tracer cut right before a tilde shares the tilde of the next one. */
  @Test
  void findsTracerAfterTruncatedMarker() throws IOException {
    Heard heard = scan("~lp1" + text(4) + text(5));
    assertThat(heard.corrupt).isEqualTo(1);
    assertThat(heard.sequences).containsExactly(4L, 5L);
  }

  @Test
  void findsTracersWithinEscapedJson() throws IOException {
    String record = "{\"log\":\"a \\\"quoted\\\" word " + text(6) + "\\n\"}";
    String wrapped = record.replace("\\", "\\\\").replace("\"", "\\\"");
    assertThat(scan("{\"message\":\"" + wrapped + "\"}\n").sequences).containsExactly(6L);
  }
}
