package dev.logproof.loadgen.payload;

import dev.logproof.loadgen.schedule.TracerSchedule;
import java.util.function.LongUnaryOperator;

/** Which events carry a tracer. */
public sealed interface TracerChoice {
  /** Earliest due time of one source's event that carries tracer {@code sequence}. */
  LongUnaryOperator dueNanos(int source, int sources);

  /** Every event carries one. */
  record EveryLine() implements TracerChoice {
    @Override
    public LongUnaryOperator dueNanos(int source, int sources) {
      return sequence -> Long.MIN_VALUE;
    }
  }

  /** A number of tracers per second over all sources together. */
  record PerSecond(double rate) implements TracerChoice {
    @Override
    public LongUnaryOperator dueNanos(int source, int sources) {
      return schedule(source, sources)::dueNanos;
    }

    TracerSchedule schedule(int source, int sources) {
      return new TracerSchedule(rate, source, sources);
    }
  }
}
