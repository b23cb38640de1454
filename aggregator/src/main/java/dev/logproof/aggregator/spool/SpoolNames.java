package dev.logproof.aggregator.spool;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of spool files: {@code <time>-<pid>-<number>-<salt>} and a suffix for the state of the
 * file. Stateless.
 */
final class SpoolNames {
  /** File with entries to deliver. */
  static final String SPOOL = ".spool";

  /** File that is not yet published, or whose writer was killed before publishing it. */
  static final String TEMPORARY = ".spool.tmp";

  /** Delivered entries of the spool file beside it. */
  static final String ACKED = ".acked";

  /** File kept for its damaged entries; its intact entries are delivered. */
  static final String DAMAGED = ".damaged";

  private static final Pattern DAMAGED_EVENTS =
      Pattern.compile(".*\\.(\\d+)(-or-more)?-events(\\.\\d+)?\\.damaged");

  private SpoolNames() {}

  /** Returns true for a file with entries, published or not. */
  static boolean isSpool(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(SPOOL) || name.endsWith(TEMPORARY);
  }

  /** Returns true for an unpublished file. */
  static boolean isTemporary(Path file) {
    return file.getFileName().toString().endsWith(TEMPORARY);
  }

  /** Returns true for a file kept for its damaged entries. */
  static boolean isDamaged(Path file) {
    return file.getFileName().toString().endsWith(DAMAGED);
  }

  /** Returns the name without its suffixes. */
  static String base(Path file) {
    String name = file.getFileName().toString();
    int end = name.indexOf(SPOOL);
    return end < 0 ? name : name.substring(0, end);
  }

  /** Returns the file of acknowledged offsets for {@code spoolFile}. */
  static Path acked(Path spoolFile) {
    return spoolFile.resolveSibling(base(spoolFile) + ACKED);
  }

  /** Returns the name under which a damaged file is kept. */
  static Path damaged(Path spoolFile, Damage damage, int attempt) {
    String events = damage.events() + (damage.isUncounted() ? "-or-more-events" : "-events");
    String unique = attempt == 0 ? "" : "." + attempt;
    return spoolFile.resolveSibling(base(spoolFile) + "." + events + unique + DAMAGED);
  }

  /** Decodes the damage from the name of a damaged file. */
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
