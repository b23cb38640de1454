package dev.logproof.loadgen.payload;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Cuts or pads lines to the requested sizes; the filler compresses like text. */
final class SizedLines implements LineSource {
  private static final int FILLER_BYTES = 1 << 16;

  private final LineSource lines;
  private final LineSize size;
  private final SplittableRandom random;
  private final ByteBuffer line;
  private final byte[] filler;

  SizedLines(LineSource lines, LineSize size, long seed) {
    this.lines = lines;
    this.size = size;
    this.random = new SplittableRandom(seed ^ 0x51_2E);
    this.line = ByteBuffer.allocate(lines.maxLineBytes());
    this.filler = filler(new SplittableRandom(seed));
  }

  private static byte[] filler(SplittableRandom random) {
    byte[] text = new byte[FILLER_BYTES];
    for (int at = 0; at < text.length; at++) {
      text[at] = (byte) (random.nextInt(6) == 0 ? ' ' : 'a' + random.nextInt(16));
    }
    return text;
  }

  @Override
  public int maxLineBytes() {
    return size.max();
  }

  @Override
  public void write(ByteBuffer out, long epochMillis) {
    int left = size.next(random);
    line.clear();
    lines.write(line, epochMillis);
    line.flip();
    line.limit(Math.min(line.limit(), left));
    left -= line.limit();
    out.put(line);
    while (left > 0) {
      int from = random.nextInt(FILLER_BYTES);
      int bytes = Math.min(left, FILLER_BYTES - from);
      out.put(filler, from, bytes);
      left -= bytes;
    }
  }
}
