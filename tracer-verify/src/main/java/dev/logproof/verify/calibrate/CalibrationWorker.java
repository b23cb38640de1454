package dev.logproof.verify.calibrate;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.objects.S3Location;
import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.check.TracerCheck;
import dev.logproof.verify.journal.Journals;
import dev.logproof.verify.source.DestinationScan;
import dev.logproof.verify.source.ObjectSource;
import dev.logproof.verify.source.ObjectSource.Listing;
import dev.logproof.verify.source.S3Source;
import dev.logproof.verify.source.StoredObject;
import dev.logproof.verify.verdict.Evidence;
import dev.logproof.verify.verdict.ScanEnd;
import dev.logproof.verify.verdict.VerdictDecision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs cases one after another on one delivery stream: injects faults, sends load, waits until all
 * is stored, runs the verifier. Confined to one thread.
 */
public final class CalibrationWorker {
  private static final int AMONG = 100;
  private static final long LATE_MILLIS = 8_000;
  private static final Duration LATE_AFTER = Duration.ofSeconds(6);
  private static final long TIME_LIMIT_MILLIS = 120_000;
  private static final long POLL_MILLIS = 100;

  private final String name;
  private final CalibrationParts parts;
  private final FaultsClient faults;
  private final Path directory;
  private final Set<String> keysOfEarlierCases = new HashSet<>();

  /** Uses {@code name} as delivery stream and tag. */
  public CalibrationWorker(String name, CalibrationParts parts, Path directory) {
    this.name = name;
    this.parts = parts;
    this.faults = parts.faults();
    this.directory = directory;
  }

  /**
   * Result of one case.
   *
   * @param problem why the case could not be run; empty if it was
   */
  public record Result(CalibrationCase given, List<String> mismatches, String problem) {
    /** Copies the list. */
    public Result {
      mismatches = List.copyOf(mismatches);
    }

    /** True when verifier and ground truth agree. */
    public boolean exact() {
      return mismatches.isEmpty() && problem.isEmpty();
    }
  }

  public Result run(CalibrationCase given) throws InterruptedException {
    try {
      return new Result(given, mismatches(given), "");
    } catch (IOException | CommandFailure e) {
      return new Result(given, List.of(), String.valueOf(e.getMessage()));
    }
  }

  private List<String> mismatches(CalibrationCase given) throws IOException, InterruptedException {
    String runId = "case-" + given.number();
    Path journal = directory.resolve(runId);
    faults.plant(name, given, AMONG, LATE_MILLIS);
    long before = faults.counters(name).received();
    int code = parts.load(runId, options(given, runId, journal));
    if (code != 0) {
      throw new IOException("the load ended with exit code " + code + ", see " + journal);
    }
    Journals runs = Journals.since(List.of(journal), Instant.EPOCH, warning -> {});
    FaultsClient.StreamCounters counters = awaitStored(before, attempted(runs));
    TracerCheck check = new TracerCheck(runs.expected(), Set.of());
    Evidence evidence = scan(check, runs);
    Outcome outcome = check.outcome();
    return counters
        .truth(attempted(runs))
        .mismatches(outcome, VerdictDecision.of(outcome, evidence).verdict());
  }

  private List<String> options(CalibrationCase given, String runId, Path journal) {
    return List.of(
        "--rate",
        "150kB/s",
        "--duration",
        "1s",
        "--lines",
        "numbered",
        "--connections",
        "2",
        "--tolerance",
        "50%",
        "--tag",
        name,
        "--run-id",
        runId,
        "--seed",
        Long.toString(given.seed()),
        "--journal",
        journal.toString());
  }

  private static long attempted(Journals runs) {
    return runs.verified().values().stream().mapToLong(run -> run.journal().attempted()).sum();
  }

  private FaultsClient.StreamCounters awaitStored(long before, long sent)
      throws IOException, InterruptedException {
    for (long waited = 0; waited < TIME_LIMIT_MILLIS; waited += POLL_MILLIS) {
      FaultsClient.StreamCounters counters = faults.counters(name);
      if (counters.received() - before >= sent && counters.pending() == 0) {
        return counters;
      }
      Thread.sleep(POLL_MILLIS);
    }
    throw new IOException(
        "local-aws did not store all records within " + TIME_LIMIT_MILLIS + " ms");
  }

  private Evidence scan(TracerCheck check, Journals runs) throws IOException, InterruptedException {
    S3Location place = S3Location.parse(parts.export("LOGPROOF_S3") + "/" + name + "/");
    try (DestinationScan scan =
        new DestinationScan(new NewObjects(S3Source.at(place, 2)), check, LATE_AFTER, 1)) {
      scan.look(Instant.EPOCH, Listing.ALL_FOLDERS, () -> true);
      return new Evidence(
          Stream.concat(runs.invalid().stream(), scan.doubts().stream()).toList(),
          runs.cutOff(),
          runs.silent(),
          new Evidence.Scanned(scan.unread(), List.of(), scan.objects(), ScanEnd.SETTLED));
    }
  }

  /** Hides objects of earlier cases, because a damaged tracer does not tell its run. */
  private final class NewObjects implements ObjectSource {
    private final ObjectSource all;

    NewObjects(ObjectSource all) {
      this.all = all;
    }

    @Override
    public List<StoredObject> list(Instant since, Listing listing) throws IOException {
      return all.list(since, listing).stream()
          .filter(object -> keysOfEarlierCases.add(object.key()))
          .toList();
    }

    @Override
    public InputStream open(StoredObject object) throws IOException {
      return all.open(object);
    }

    @Override
    public void close() {
      all.close();
    }
  }
}
