package dev.logproof.aggregator.output;

import java.util.List;

/** Lets inputs wait for the fullest of several views. Confined to one event loop. */
public record OutputRoom(List<EventLoopOutput> outputs) {
  /** Copies the list. */
  public OutputRoom {
    outputs = List.copyOf(outputs);
  }

  /** Returns whether one of the views is full. */
  public boolean isFull() {
    for (EventLoopOutput output : outputs) {
      if (output.isFull()) {
        return true;
      }
    }
    return false;
  }

  /** Runs {@code resume} once the first full view has room, on any thread. */
  public void whenRoom(Runnable resume) {
    for (EventLoopOutput output : outputs) {
      if (output.isFull()) {
        output.whenRoom(resume);
        return;
      }
    }
    resume.run();
  }

  /** Cancels {@link #whenRoom} for {@code resume}. */
  public void forget(Runnable resume) {
    outputs.forEach(output -> output.forget(resume));
  }

  /** Returns whether one of the views is closed. */
  public boolean isClosed() {
    return outputs.stream().anyMatch(EventLoopOutput::isClosed);
  }
}
