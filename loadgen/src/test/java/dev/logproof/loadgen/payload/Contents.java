package dev.logproof.loadgen.payload;

import dev.logproof.loadgen.schedule.Arrival;
import dev.logproof.loadgen.schedule.ByteSchedule;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Contents and streams for tests. */
final class Contents {
  static final int SOURCES = 4;
  static final FrameLimits LIMITS = new FrameLimits(50, 8_000, 1_000_000_000);

  private Contents() {}

  /** At 400 kB/s over four sources. */
  static Content sampled(double tracersPerSecond) {
    return content(Mode.MESSAGE, Optional.of(tracersPerSecond), false);
  }

  static Content content(Mode mode, Optional<Double> tracersPerSecond, boolean acks) {
    return new Content(
        SOURCES,
        List.of("frontend-apache"),
        new ByteSchedule(400_000),
        List.of(1.0),
        tracersPerSecond,
        mode,
        LIMITS,
        Optional.empty(),
        Optional.empty(),
        acks,
        new Arrival.Paced());
  }

  static Content lines(Content content, Optional<LineSize> size, Optional<Content.Replay> replay) {
    return new Content(
        content.sources(),
        content.tags(),
        content.rate(),
        content.weights(),
        content.tracersPerSecond(),
        content.mode(),
        content.limits(),
        size,
        replay,
        content.asksForAcks(),
        content.arrival());
  }

  /** Writes whole frames of at least {@code bytes}. */
  static byte[] write(FrameStream stream, int bytes) {
    ByteBuffer out = ByteBuffer.allocate(bytes + stream.maxFrameBytes());
    while (out.position() < bytes) {
      stream.write(out);
    }
    byte[] written = new byte[out.position()];
    out.flip().get(written);
    return written;
  }
}
