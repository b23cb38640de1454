package dev.logproof.aggregator.output;

/** Time of the event that a view gets next. Confined to one event loop. */
public final class EventTime {
  private long epochSeconds;
  private int nanos;

  /** Sets the time; 0 stands for that of receipt. */
  public void set(long seconds, int fraction) {
    epochSeconds = seconds;
    nanos = fraction;
  }

  /** Returns 0 for the time of receipt. */
  public long epochSeconds() {
    return epochSeconds;
  }

  /** Returns the fraction of the second. */
  public int nanos() {
    return nanos;
  }

  /** Sets the time of another view's next event. */
  public void passTo(EventLoopOutput next) {
    next.time(epochSeconds, nanos);
  }
}
