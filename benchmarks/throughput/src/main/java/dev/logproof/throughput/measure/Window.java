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
    double mayWait = FLUSHES_WAITING * flushSeconds * due / seconds;
    double before = Math.max((double) backlogBefore, mayWait);
    double after = Math.max((double) backlogAfter, mayWait);
    object(
        objections,
        (double) (due - sent),
        "missed: fell short of what was to be offered by %.1f %%");
    object(objections, after - before, "missed: fell behind what was offered by %.1f %%");
    object(
        objections,
        Math.max((double) (sent - due), before - after),
        "missed: was still catching up with the warm-up, by %.1f %%");
    return objections;
  }

  private void object(List<String> objections, double events, String format) {
    if (events > TOLERANCE * due) {
      objections.add(String.format(Locale.ROOT, format, 100 * events / due));
    }
  }
}
