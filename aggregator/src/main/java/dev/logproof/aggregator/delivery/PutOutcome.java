package dev.logproof.aggregator.delivery;

import java.util.List;

/** What became of one request. */
public sealed interface PutOutcome {
  /** Firehose accepted every record. */
  Answered ALL_ACCEPTED = new Answered(List.of(), "");

  /**
   * Firehose answered for each record.
   *
   * @param refused positions in the request that were refused for now, ascending
   * @param reason the first refusal, for people; empty when there was none
   */
  record Answered(List<Integer> refused, String reason) implements PutOutcome {
    /** Copies the list. */
    public Answered {
      refused = List.copyOf(refused);
    }
  }

  /** No answer, or one that a later attempt may better; nothing is known to be accepted. */
  record Unanswered(String reason) implements PutOutcome {}

  /** The request as it stands will never be accepted. */
  record Invalid(String reason) implements PutOutcome {}
}
