package dev.logproof.loadgen.run;

import java.time.Instant;

/** When the schedule starts. */
public sealed interface StartTime {
  /** Milliseconds since the epoch; {@code soonMillis} follows the connection of all sources. */
  long millis(long soonMillis);

  /** Once all sources are connected. */
  record WhenConnected() implements StartTime {
    @Override
    public long millis(long soonMillis) {
      return soonMillis;
    }
  }

  /** At a given time. */
  record At(Instant time) implements StartTime {
    @Override
    public long millis(long soonMillis) {
      return time.toEpochMilli();
    }
  }
}
