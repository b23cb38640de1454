package dev.logproof.aggregator.metrics;

/**
 * Events on disk that no task delivers without operator action.
 *
 * @param unclaimed intact events whose stream has no output
 * @param damaged counted from intact headers of damaged entries
 */
public record LeftOnDisk(long unclaimed, long damaged, long unreadFiles) {
  /** Nothing is left. */
  public static final LeftOnDisk NONE = new LeftOnDisk(0, 0, 0);

  /** Returns unreadable files, the number of whose events is unknown. */
  public static LeftOnDisk unread(long files) {
    return new LeftOnDisk(0, 0, files);
  }

  /** Returns the number of known events. */
  public long events() {
    return unclaimed + damaged;
  }

  /** Returns whether nothing is left. */
  public boolean isNone() {
    return events() == 0 && unreadFiles == 0;
  }

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
