package dev.logproof.record.tracer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The writer produces the same text as {@link TracerText}. */
class TracerWriterTest {
  @Test
  void writesSameTextAsTracerText() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 1_000; round++) {
      int source = random.nextInt(Integer.MAX_VALUE) >> random.nextInt(31);
      TracerWriter writer = new TracerWriter("run-" + round, source);
      ByteBuffer out = ByteBuffer.allocate(2 * TracerWriter.MAX_BYTES);
      for (int line = 0; line < 2; line++) {
        long sequence = (random.nextLong() >>> 6) >> random.nextInt(58);
        long micros = (random.nextLong() >>> 6) >> random.nextInt(58);
        out.clear();
        writer.write(out, sequence, micros);
        assertThat(new String(out.array(), 0, out.position(), US_ASCII))
            .as("seed %d", seed)
            .isEqualTo(TracerText.format(new Tracer("run-" + round, source, sequence, micros)));
      }
    }
  }
}
