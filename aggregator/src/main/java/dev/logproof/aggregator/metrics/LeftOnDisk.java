package dev.logproof.aggregator.metrics;

/**
 * Events on the task's disk that no task will deliver unless somebody acts.
 *
 * @param unclaimed intact, of streams that no output delivers to
 * @param damaged known from intact headers of damaged entries
 * @param unreadFiles files of which the number of events is not known
 */
public record LeftOnDisk(long unclaimed, long damaged, long unreadFiles) {
  /** Nothing. */
  public static final LeftOnDisk NONE = new LeftOnDisk(0, 0, 0);

  /** Returns the number of events that are known. */
  public long events() {
    return unclaimed + damaged;
  }

  /** Returns true when there is nothing. */
  public boolean isNone() {
    return events() == 0 && unreadFiles == 0;
  }

  /** Returns the part of the accounting line; empty when there is nothing. */
  String text() {
    if (isNone()) {
      return "";
    }
    String parts =
        part("unclaimed", unclaimed) + part("damaged", damaged) + part("unread_files", unreadFiles);
    return " left=" + events() + " (" + parts.substring(2) + ")";
  }

  private static String part(String name, long count) {
    return count == 0 ? "" : ", " + name + "=" + count;
  }
}
