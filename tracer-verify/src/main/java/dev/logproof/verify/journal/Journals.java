package dev.logproof.verify.journal;

import static java.util.stream.Collectors.toCollection;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.record.journal.JournalDirectories;
import dev.logproof.record.journal.RunJournal;
import dev.logproof.verify.check.ExpectedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Load runs to verify and other known runs.
 *
 * @param verified runs to verify, by run id; at least one
 * @param bystanders ids of runs that ended before the time window
 * @param empty directories with an empty journal, whose run is unknown
 */
public record Journals(Map<String, KnownRun> verified, Set<String> bystanders, List<Path> empty) {
  /**
   * Reads the runs in or below {@code directories}; those in progress at {@code since} or later are
   * verified.
   *
   * @throws CommandFailure if no journal is recent or one cannot be read
   */
  public static Journals since(List<Path> directories, Instant since, Consumer<String> warnings) {
    Map<String, Map<Integer, KnownRun>> parts = new TreeMap<>();
    List<KnownRun> over = new ArrayList<>();
    List<Path> empty = new ArrayList<>();
    for (Path directory : below(directories)) {
      if (isEmpty(directory)) {
        if (!isOlder(directory, since)) {
          empty.add(directory);
        }
        continue;
      }
      readable(directory, since, warnings)
          .ifPresent(
              run -> {
                if (run.end().isBefore(since)) {
                  over.add(run);
                } else {
                  parts
                      .computeIfAbsent(run.id(), id -> new TreeMap<>())
                      .merge(run.journal().start().segment(), run, KnownRun::same);
                }
              });
    }
    over.forEach(run -> addTo(parts, run));
    Map<String, KnownRun> verified = new TreeMap<>();
    parts.forEach(
        (id, segments) ->
            verified.put(id, segments.values().stream().reduce(KnownRun::merge).orElseThrow()));
    if (verified.isEmpty()) {
      throw CommandFailure.unknown(
          String.format(
              Locale.ROOT,
              "--journal %s holds no run that was under way since %s; look further back with"
                  + " --since",
              directories,
              since));
    }
    Set<String> bystanders = over.stream().map(KnownRun::id).collect(toCollection(TreeSet::new));
    bystanders.removeAll(verified.keySet());
    return new Journals(verified, bystanders, empty);
  }

  /** Keeps {@code ended} if another segment of its run is in the time window. */
  private static void addTo(Map<String, Map<Integer, KnownRun>> parts, KnownRun ended) {
    Map<Integer, KnownRun> segments = parts.getOrDefault(ended.id(), Map.of());
    if (segments.values().stream().anyMatch(ended::isOfSameRun)) {
      segments.putIfAbsent(ended.journal().start().segment(), ended);
    }
  }

  private static List<Path> below(List<Path> directories) {
    try {
      return JournalDirectories.below(directories);
    } catch (IOException e) {
      throw CommandFailure.badInput("--journal " + e.getMessage(), e);
    }
  }

  /** Skips a broken journal last written before the time window. */
  private static Optional<KnownRun> readable(
      Path directory, Instant since, Consumer<String> warnings) {
    try {
      return Optional.of(KnownRun.read(directory));
    } catch (CommandFailure e) {
      if (!isOlder(directory, since)) {
        throw e;
      }
      warnings.accept(e.getMessage() + "; older than --since, left out");
      return Optional.empty();
    }
  }

  private static boolean isEmpty(Path directory) {
    try {
      return Files.size(directory.resolve(RunJournal.FILE_NAME)) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isOlder(Path directory, Instant since) {
    try {
      return KnownRun.lastWritten(directory).isBefore(since);
    } catch (IOException e) {
      return false;
    }
  }

  public List<ExpectedRun> expected() {
    return verified.values().stream().map(KnownRun::expected).toList();
  }

  /** Reasons why runs are not valid evidence. */
  public List<String> invalid() {
    return each(KnownRun::invalid);
  }

  /** Runs whose journal has no end or is empty. */
  public List<String> cutOff() {
    return Stream.concat(
            each(KnownRun::cutOff).stream(),
            empty.stream()
                .map(
                    directory ->
                        directory
                            + " holds an empty journal: its run was cut off, and its tracers are"
                            + " unknown"))
        .toList();
  }

  public List<String> silent() {
    return each(KnownRun::silent);
  }

  private List<String> each(Function<KnownRun, Optional<String>> reason) {
    List<String> reasons = new ArrayList<>();
    verified.values().forEach(run -> reason.apply(run).ifPresent(reasons::add));
    return reasons;
  }

  /** Start of the earliest run. */
  public Instant start() {
    return verified.values().stream().map(KnownRun::start).min(Instant::compareTo).orElseThrow();
  }

  /** End of the latest run. */
  public Instant end() {
    return verified.values().stream().map(KnownRun::end).max(Instant::compareTo).orElseThrow();
  }
}
