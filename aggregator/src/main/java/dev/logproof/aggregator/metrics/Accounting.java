package dev.logproof.aggregator.metrics;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * A snapshot of the ledger, in events.
 *
 * @param received from clients or from the spool
 * @param recovered received events that an earlier task left in the spool
 * @param copied outcomes beyond one per received event, from stores of a copy
 * @param spooled pending events on disk for the next task
 * @param left events on disk that the next task does not deliver; not in {@code received}
 */
public record Accounting(
    long received,
    long recovered,
    long copied,
    long delivered,
    Map<RejectCause, Long> rejectedByCause,
    long pending,
    long spooled,
    LeftOnDisk left) {
  /** Copies the map. */
  public Accounting {
    rejectedByCause = Map.copyOf(rejectedByCause);
  }

  /** Returns the rejected events of all causes. */
  public long rejected() {
    return rejectedByCause.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns whether received + copied = delivered + rejected + pending. */
  public boolean balanced() {
    return received + copied == delivered + rejected() + pending;
  }

  /** Returns whether no event is pending or left on disk. */
  public boolean isComplete() {
    return pending == 0 && left.isNone();
  }

  /**
   * Returns {@code accounting: received=3 delivered=2 rejected=1 (…) pending=0}. Parentheses omit
   * zero counters.
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
        + part("copied", copied)
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
