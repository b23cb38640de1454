package dev.logproof.aggregator.firehose;

import java.util.List;

/** Outcome of one request. */
public sealed interface PutOutcome {
  /** The service accepted every record. */
  Answered ALL_ACCEPTED = new Answered(List.of(), "");

  /**
   * The service responded for each record.
   *
   * @param refused ascending positions of the records refused for now
   * @param reason first refusal, or empty
   */
  record Answered(List<Integer> refused, String reason) implements PutOutcome {
    /** Copies the list. */
    public Answered {
      refused = List.copyOf(refused);
    }
  }

  /** No response, or a temporary error; no record is known to be accepted. */
  record Unanswered(String reason) implements PutOutcome {}

  /** The service never accepts this request as it is. */
  record Invalid(String reason) implements PutOutcome {}
}
