package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.output.EventLoopOutput;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.Map;

/** Full outputs that one connection waits for. Confined to its event loop. */
final class OutputWait {
  private final EventLoop loop;
  private final Runnable room;
  private final Map<EventLoopOutput, Runnable> waiting = new HashMap<>();

  /** Runs {@code room} on {@code loop} whenever an awaited output has room. */
  OutputWait(EventLoop loop, Runnable room) {
    this.loop = loop;
    this.room = room;
  }

  boolean isOver() {
    return waiting.isEmpty();
  }

  /** Returns false when {@code output} is already awaited. */
  boolean begin(EventLoopOutput output) {
    Runnable resume = () -> loop.execute(() -> roomIn(output));
    boolean first = waiting.putIfAbsent(output, resume) == null;
    if (first) {
      output.whenRoom(resume);
    }
    return first;
  }

  private void roomIn(EventLoopOutput output) {
    waiting.remove(output);
    room.run();
  }

  void end() {
    waiting.forEach(EventLoopOutput::forget);
    waiting.clear();
  }
}
