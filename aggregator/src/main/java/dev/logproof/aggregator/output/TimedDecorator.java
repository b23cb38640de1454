package dev.logproof.aggregator.output;

/**
 * Passes events on to one view, but keeps the time of the next event: the subclass passes it on,
 * maybe changed, when it knows where the event goes. Confined to one event loop.
 */
public abstract class TimedDecorator extends OutputDecorator {
  /** The view of most events. */
  protected final EventLoopOutput next;

  /** The time of the next event. */
  protected final EventTime time = new EventTime();

  /** Passes events on to {@code next}. */
  protected TimedDecorator(EventLoopOutput next) {
    this.next = next;
  }

  @Override
  protected final EventLoopOutput next() {
    return next;
  }

  @Override
  public void time(long epochSeconds, int nanos) {
    time.set(epochSeconds, nanos);
  }
}
