package dev.logproof.aggregator.spool;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of spool files: {@code <time>-<pid>-<number>-<salt>} and a suffix for the state. */
final class SpoolNames {
  static final String SPOOL = ".spool";

  /** Not published; the writer may have been killed. */
  static final String TEMPORARY = ".spool.tmp";

  static final String ACKED = ".acked";

  /** Kept for its damaged entries; the intact ones are delivered. */
  static final String DAMAGED = ".damaged";

  private static final Pattern DAMAGED_EVENTS =
      Pattern.compile(".*\\.(\\d+)(-or-more)?-events(\\.\\d+)?\\.damaged");

  private SpoolNames() {}

  static boolean isSpool(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(SPOOL) || name.endsWith(TEMPORARY);
  }

  static boolean isTemporary(Path file) {
    return file.getFileName().toString().endsWith(TEMPORARY);
  }

  static boolean isDamaged(Path file) {
    return file.getFileName().toString().endsWith(DAMAGED);
  }

  static String base(Path file) {
    String name = file.getFileName().toString();
    int end = name.indexOf(SPOOL);
    return end < 0 ? name : name.substring(0, end);
  }

  static Path acked(Path spoolFile) {
    return spoolFile.resolveSibling(base(spoolFile) + ACKED);
  }

  static Path damaged(Path spoolFile, Damage damage, int attempt) {
    String events = damage.events() + (damage.isUncounted() ? "-or-more-events" : "-events");
    String unique = attempt == 0 ? "" : "." + attempt;
    return spoolFile.resolveSibling(base(spoolFile) + "." + events + unique + DAMAGED);
  }

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
