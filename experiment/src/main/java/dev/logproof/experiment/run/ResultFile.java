package dev.logproof.experiment.run;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.ExperimentResult.Machine;
import dev.logproof.record.result.FaultRow;
import dev.logproof.record.result.Finding;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.Period;
import dev.logproof.record.result.PlanResult;
import dev.logproof.record.result.Sample;
import dev.logproof.record.result.ScaleCase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The run's {@code run.json}, rewritten at every step to show the progress of a killed experiment.
 * Confined to the main thread.
 */
public final class ResultFile {
  /** Samples arrive about once per second; the file may become large. */
  private static final long SAMPLE_WRITE_NANOS = 10_000_000_000L;

  private final Path directory;
  private final RunHead head;
  private final String startedAt;
  private final Findings findings;
  private String status = "running";
  private String step = "start";
  private String message = "";
  private long writtenNanos;

  private ResultFile(Path directory, RunHead head, String startedAt, Findings findings)
      throws IOException {
    this.directory = directory;
    this.head = head;
    this.startedAt = startedAt;
    this.findings = findings;
    write();
  }

  /** Writes the first version into {@code directory}. */
  public static ResultFile create(Path directory, RunHead head) throws IOException {
    return new ResultFile(directory, head, now(), new Findings());
  }

  /** Continues the run in {@code directory}: finished parts are kept. */
  public static ResultFile resume(Path directory, RunHead head) throws IOException {
    ExperimentResult earlier = read(directory);
    return new ResultFile(directory, head, earlier.startedAt(), Findings.of(earlier));
  }

  /**
   * Reads the result in {@code directory}.
   *
   * @throws CommandFailure when it is missing, unreadable or of another version
   */
  public static ExperimentResult read(Path directory) {
    Path file = directory.resolve(ExperimentResult.FILE_NAME);
    ExperimentResult result;
    try {
      result = Json.read(file, ExperimentResult.class);
    } catch (IOException e) {
      throw CommandFailure.badInput(
          directory + ": expected the directory of a run with a readable run.json: " + e, e);
    }
    if (result.version() != ExperimentResult.VERSION) {
      throw CommandFailure.badInput(
          file + ": version " + result.version() + ", expected " + ExperimentResult.VERSION);
    }
    return result;
  }

  /** Directory of the run. */
  public Path directory() {
    return directory;
  }

  /** Name of the suite. */
  public String suite() {
    return head.suite();
  }

  /** Parts measured so far. */
  public Findings findings() {
    return findings;
  }

  /** Records the current step. */
  public void step(String what) throws IOException {
    step = what;
    write();
  }

  /** Adds a finding. */
  public void add(Finding finding) throws IOException {
    findings.add(finding);
    write();
  }

  /** Adds a sample, which is written soon. */
  public void add(Sample sample) throws IOException {
    findings.add(sample);
    if (System.nanoTime() - writtenNanos > SAMPLE_WRITE_NANOS) {
      write();
    }
  }

  /** Adds the capacity plan. */
  public void plan(PlanResult made) throws IOException {
    findings.plan(made);
    write();
  }

  /** Marks the run as complete. */
  public void complete() throws IOException {
    end("complete", "");
  }

  /** Marks the run as interrupted; its finished parts are valid, and it can be resumed. */
  public void partial(String why) throws IOException {
    end("partial", why);
  }

  /** Marks the run as failed. */
  public void fail(String why) throws IOException {
    end("failed", why);
  }

  private void end(String how, String why) throws IOException {
    status = how;
    message = why;
    write();
  }

  private void write() throws IOException {
    ExperimentResult result =
        new ExperimentResult(
            ExperimentResult.VERSION,
            BuildVersion.current(),
            head.suite(),
            String.valueOf(directory.getFileName()),
            head.seed(),
            startedAt,
            now(),
            ProcessHandle.current().pid(),
            status,
            step,
            message,
            machine(),
            head.targets(),
            head.parameters(),
            findings.all(LoadPoint.class),
            findings.all(Knee.class),
            findings.all(Deployment.class),
            findings.all(FaultRow.class),
            findings.all(ScaleCase.class),
            findings.all(Sample.class),
            findings.all(Period.class),
            findings.plan());
    Json.replace(directory.resolve(ExperimentResult.FILE_NAME), result);
    writtenNanos = System.nanoTime();
  }

  private static Machine machine() {
    return new Machine(
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version().toString(),
        MachineMemory.bytes());
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
