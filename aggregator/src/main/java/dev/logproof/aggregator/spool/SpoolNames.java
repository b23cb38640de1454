package dev.logproof.aggregator.spool;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of the files of a spool: {@code <time>-<pid>-<number>-<salt>} and a suffix that says what
 * became of the file. Stateless.
 */
final class SpoolNames {
  /** A file whose entries are to be delivered. */
  static final String SPOOL = ".spool";

  /** A file that is not published yet, or whose writer was killed before. */
  static final String TEMPORARY = ".spool.tmp";

  /** The delivered entries of the file beside it. */
  static final String ACKED = ".acked";

  /** A file whose intact entries are delivered, kept for its damaged ones. */
  static final String DAMAGED = ".damaged";

  private static final Pattern DAMAGED_EVENTS =
      Pattern.compile(".*\\.(\\d+)(-or-more)?-events(\\.\\d+)?\\.damaged");

  private SpoolNames() {}

  /** Returns true for a file with entries. */
  static boolean isSpool(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(SPOOL) || name.endsWith(TEMPORARY);
  }

  /** Returns true for a file that was never published. */
  static boolean isTemporary(Path file) {
    return file.getFileName().toString().endsWith(TEMPORARY);
  }

  /** Returns true for a file that was set aside. */
  static boolean isDamaged(Path file) {
    return file.getFileName().toString().endsWith(DAMAGED);
  }

  /** Returns the name without its suffixes. */
  static String base(Path file) {
    String name = file.getFileName().toString();
    int end = name.indexOf(SPOOL);
    return end < 0 ? name : name.substring(0, end);
  }

  /** Returns the file of acked offsets of the spool file {@code base} in {@code directory}. */
  static Path acked(Path spoolFile) {
    return spoolFile.resolveSibling(base(spoolFile) + ACKED);
  }

  /** Returns the name under which a file with damage is set aside. */
  static Path damaged(Path spoolFile, Damage damage, int attempt) {
    String events = damage.events() + (damage.isUncounted() ? "-or-more-events" : "-events");
    String unique = attempt == 0 ? "" : "." + attempt;
    return spoolFile.resolveSibling(base(spoolFile) + "." + events + unique + DAMAGED);
  }

  /** Returns how many events of a file that was set aside are damaged. */
  static Damage damageOf(Path damagedFile) {
    Matcher matcher = DAMAGED_EVENTS.matcher(damagedFile.getFileName().toString());
    if (!matcher.matches()) {
      return new Damage(0, true);
    }
    OptionalLong events = number(matcher.group(1));
    return new Damage(events.orElse(0), events.isEmpty() || matcher.group(2) != null);
  }

  private static OptionalLong number(String digits) {
    try {
      return OptionalLong.of(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
