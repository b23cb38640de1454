package dev.logproof.loadgen.event;

import java.io.OutputStream;
import java.util.function.Consumer;

/** Takes run events without delay. Thread-safe. */
public interface EventStream extends Consumer<RunEvent>, AutoCloseable {
  /** Discards all events. */
  EventStream NONE = new Discarding();

  /** Writes JSON lines to {@code out}, which it closes at the end. */
  static EventStream to(OutputStream out) {
    return EventWriter.start(out);
  }

  /** Number of dropped run events. */
  long dropped();

  @Override
  void close();

  /** Discards events. */
  record Discarding() implements EventStream {
    @Override
    public void accept(RunEvent event) {}

    @Override
    public long dropped() {
      return 0;
    }

    @Override
    public void close() {}
  }
}
