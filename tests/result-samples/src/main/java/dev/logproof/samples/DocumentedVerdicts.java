package dev.logproof.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documented decision tables, and the combinations of conditions that they decide. */
public final class DocumentedVerdicts {
  private static final Path PAGE = Path.of("../docs/decisions/001-verdict.md");
  private static final Pattern ROW =
      Pattern.compile("\\| (\\d+) \\| `([A-Z_]+)` \\| (pass|fail|unknown) \\|.*");

  private DocumentedVerdicts() {}

  /** A condition and its verdict, as the page names them. */
  public record Row(String condition, String verdict) {}

  /** Reads the table of {@code command}, whose rows must be numbered consecutively. */
  public static List<Row> of(String command) throws IOException {
    List<Row> rows = new ArrayList<>();
    boolean here = false;
    for (String line : Files.readAllLines(PAGE)) {
      here = line.startsWith("#") ? line.contains("`" + command + "`") : here;
      Matcher row = ROW.matcher(line);
      if (here && row.matches()) {
        rows.add(new Row(row.group(2), row.group(3)));
        if (!row.group(1).equals(Integer.toString(rows.size()))) {
          throw new AssertionError("expected row " + rows.size() + ": " + line);
        }
      }
    }
    return rows;
  }

  /** Returns every set of conditions. */
  public static <E extends Enum<E>> List<Set<E>> everyCombination(Class<E> conditions) {
    List<Set<E>> cells = new ArrayList<>(List.of(Set.of()));
    for (E condition : conditions.getEnumConstants()) {
      for (Set<E> without : List.copyOf(cells)) {
        Set<E> with = EnumSet.of(condition);
        with.addAll(without);
        cells.add(with);
      }
    }
    return cells;
  }
}
