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

  /** Type of a delivery to an output that gives new tags, which depend on the record. */
  static final String NEW_TAG = "rewrite_tag_filter";

  /** Effect of a filter, or of an output that gives new tags. */
  public enum Outcome {
    /** There is no record to apply it to. */
    APPLIES,
    PASSES,
    DROPS,
    FAILS,
    /** An output gives the event another tag. */
    REWRITES_TAG,
    /** No rule of an output gives the event another tag, and so it is dropped. */
    KEEPS_TAG
  }

  /**
   * One filter, or an output that gives new tags.
   *
   * @param record behind the filter as JSON; "" when there is none
   * @param tag new tag; "" when there is none
   */
  public record Step(String filter, Outcome outcome, String record, String tag) {
    static Step of(String filter, Outcome outcome, String record) {
      return new Step(filter, outcome, record, "");
    }

    static Step newTag(String output, String tag) {
      return new Step(output, Outcome.REWRITES_TAG, "", tag);
    }
  }

  /**
   * The events of one output.
   *
   * @param stream "" for an output without one
   * @param record bytes of the record as text; "" when there is no record
   */
  public record Delivery(String output, String type, String stream, String record) {}
}
