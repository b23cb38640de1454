package dev.logproof.throughput.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Event counters of a measurement window.
 *
 * @param backlogBefore events sent and not accepted at its start
 */
public record Window(
    double seconds, long due, long sent, long accepted, long backlogBefore, long backlogAfter) {
  private static final double TOLERANCE = 0.01;

  /** Tolerated backlog in flush intervals; chunks are sent at independent times. */
  private static final double FLUSHES_WAITING = 2;

  /**
   * Reasons why the rate was missed; empty when it was held.
   *
   * @param flushSeconds how long the aggregator may hold an event back
   */
  public List<String> missed(double flushSeconds) {
    List<String> objections = new ArrayList<>();
    double mayWait = FLUSHES_WAITING * flushSeconds * due / seconds;
    double before = Math.max((double) backlogBefore, mayWait);
    double after = Math.max((double) backlogAfter, mayWait);
    object(objections, (double) (due - sent), "missed: sent %.1f %% less than the scheduled load");
    object(objections, after - before, "missed: fell behind the offered load by %.1f %%");
    object(
        objections,
        Math.max((double) (sent - due), before - after),
        "missed: was still processing the warm-up backlog, by %.1f %%");
    return objections;
  }

  private void object(List<String> objections, double events, String format) {
    if (events > TOLERANCE * due) {
      objections.add(String.format(Locale.ROOT, format, 100 * events / due));
    }
  }
}
