package dev.logproof.aggregator.explain;

import java.util.List;

/**
 * The way of an event from one source.
 *
 * @param source its id
 * @param label of the source; "" for the top level
 * @param steps filters in order, with those of {@code <label @ERROR>} behind a failure
 * @param result what becomes of the event: delivered, or the cause of its rejection
 */
public record Explanation(
    String source, String label, List<Step> steps, String result, List<Delivery> deliveries) {
  /** Copies the lists. */
  public Explanation {
    steps = List.copyOf(steps);
    deliveries = List.copyOf(deliveries);
  }

  /** Type of a delivery that is a label's rejection; its record is the cause. */
  static final String RELABEL = "relabel";

  /** Effect of a filter. */
  public enum Outcome {
    /** There is no record to apply it to. */
    APPLIES,
    PASSES,
    DROPS,
    FAILS
  }

  /**
   * One filter.
   *
   * @param record behind the filter as JSON; "" when there is none
   */
  public record Step(String filter, Outcome outcome, String record) {}

  /**
   * What an output gets.
   *
   * @param stream "" for an output without one
   * @param record bytes of the record as text; "" when there is no record
   */
  public record Delivery(String output, String type, String stream, String record) {}
}
