package dev.logproof.reports.capacity;

import java.util.Locale;

/** A form in which lines are sent to Firehose. */
public enum DeliveryForm {
  LINES("one record per line"),
  AGGREGATED("lines packed into records of up to 1,024,000 B (aggregate_records true)"),
  COMPRESSED("packed and compressed before Firehose");

  private final String description;

  DeliveryForm(String description) {
    this.description = description;
  }

  /** Name in results. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The form of delivery. */
  public String description() {
    return description;
  }
}
