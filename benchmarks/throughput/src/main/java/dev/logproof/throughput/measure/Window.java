package dev.logproof.throughput.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What passed in the window of a measurement, in events.
 *
 * @param seconds it was long
 * @param due to be sent in it
 * @param sent in it
 * @param accepted in it
 * @param backlogBefore sent and not accepted when it began
 * @param backlogAfter the same when it ended
 */
public record Window(
    double seconds, long due, long sent, long accepted, long backlogBefore, long backlogAfter) {
  private static final double TOLERANCE = 0.01;

  /** Chunks go out at their own times: that much may wait without the aggregator being late. */
  private static final double FLUSHES_WAITING = 2;

  /**
   * Why the rate was missed; empty when it was held.
   *
   * @param flushSeconds how long the aggregator may hold an event back
   */
  public List<String> missed(double flushSeconds) {
    List<String> objections = new ArrayList<>();
    if (sent < due * (1 - TOLERANCE)) {
      objections.add(
          String.format(
              Locale.ROOT, "missed: took %.1f %% of what was offered", 100.0 * sent / due));
    }
    double mayWait = FLUSHES_WAITING * flushSeconds * due / seconds;
    double grown = backlogAfter - Math.max((double) backlogBefore, mayWait);
    if (grown > TOLERANCE * due) {
      objections.add(
          String.format(
              Locale.ROOT,
              "missed: fell behind by %.1f %% of what was offered",
              100.0 * grown / due));
    }
    return objections;
  }
}
