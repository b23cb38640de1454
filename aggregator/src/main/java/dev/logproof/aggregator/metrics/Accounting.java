package dev.logproof.aggregator.metrics;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * The books: what came in and what became of it, in events.
 *
 * @param received came in, from clients or from the spool
 * @param recovered of the received, those that an earlier task had left in the spool
 * @param delivered reached their destination
 * @param rejectedByCause given up, by cause
 * @param pending held
 * @param spooled of the pending, those that are on disk for the next task
 * @param left on disk, and not to be delivered by the next task; not among the received
 */
public record Accounting(
    long received,
    long recovered,
    long delivered,
    Map<RejectCause, Long> rejectedByCause,
    long pending,
    long spooled,
    LeftOnDisk left) {
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

  /** True when no event waits, neither held nor on disk. */
  public boolean isComplete() {
    return pending == 0 && left.isNone();
  }

  /**
   * The last line of a task: {@code accounting: received=3 delivered=2 rejected=1 (…) pending=0}.
   * What is zero is left out of parentheses.
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
        + part("recovered", recovered)
        + " delivered="
        + delivered
        + " rejected="
        + rejected()
        + (causes.isEmpty() ? "" : " (" + causes + ")")
        + " pending="
        + pending
        + part("spooled", spooled)
        + left.text();
  }

  private static String part(String name, long events) {
    return events == 0 ? "" : " (" + name + "=" + events + ")";
  }
}
