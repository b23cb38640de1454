package dev.logproof.aggregator.metrics;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * The books: what came in and what became of it, in events.
 *
 * @param received came in
 * @param delivered reached their destination
 * @param rejectedByCause given up, by cause
 * @param pending held
 */
public record Accounting(
    long received, long delivered, Map<RejectCause, Long> rejectedByCause, long pending) {
  /** Copies the map. */
  public Accounting {
    rejectedByCause = Map.copyOf(rejectedByCause);
  }

  /** Given up for whatever cause. */
  public long rejected() {
    return rejectedByCause.values().stream().mapToLong(Long::longValue).sum();
  }

  /** True when every event is accounted for. */
  public boolean balanced() {
    return received == delivered + rejected() + pending;
  }

  /**
   * The last line of a task: {@code accounting: received=3 delivered=2 rejected=1 (…) pending=0}.
   */
  public String line() {
    String causes =
        rejectedByCause.entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> entry.getKey().label() + "=" + entry.getValue())
            .sorted()
            .collect(Collectors.joining(", "));
    return "accounting: received="
        + received
        + " delivered="
        + delivered
        + " rejected="
        + rejected()
        + (causes.isEmpty() ? "" : " (" + causes + ")")
        + " pending="
        + pending;
  }
}
