package dev.logproof.loadgen.payload;

import dev.logproof.loadgen.schedule.Arrival;
import dev.logproof.loadgen.schedule.ByteSchedule;
import java.nio.ByteBuffer;
import java.util.List;

/** Contents and streams for tests. */
public final class Contents {
  static final int SOURCES = 4;
  static final FrameLimits LIMITS = new FrameLimits(50, 8_000, 1_000_000_000);

  private Contents() {}

  /** One source of frames with one event each. */
  public static Content ofOneSource(double bytesPerSecond, TracerChoice tracers, boolean acks) {
    return new Content(
        1,
        List.of("t"),
        new ByteSchedule(bytesPerSecond),
        List.of(1.0),
        tracers,
        Mode.MESSAGE,
        new FrameLimits(1, 1, 0),
        new LineChoice.Article(),
        acks,
        new Arrival.Paced());
  }

  /** At 400 kB/s over four sources. */
  static Content sampled(double tracersPerSecond) {
    return content(Mode.MESSAGE, new TracerChoice.PerSecond(tracersPerSecond), false);
  }

  static Content content(Mode mode, TracerChoice tracers, boolean acks) {
    return content(mode, tracers, new LineChoice.Article(), acks);
  }

  static Content content(Mode mode, TracerChoice tracers, LineChoice lines, boolean acks) {
    return new Content(
        SOURCES,
        List.of("frontend-apache"),
        new ByteSchedule(400_000),
        List.of(1.0),
        tracers,
        mode,
        LIMITS,
        lines,
        acks,
        new Arrival.Paced());
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
