package dev.logproof.loadgen;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.Progress;
import dev.logproof.objects.DirectoryCopy;
import dev.logproof.objects.S3Location;
import dev.logproof.objects.StandardS3;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Copies the directory of the run to S3 while it goes on, and once more at its end, so that whoever
 * verifies needs no way to this machine. What fails meanwhile is a warning, since the next copy has
 * it all; what fails at the end is an error. On a thread of its own.
 */
final class ResultCopy implements AutoCloseable {
  private static final long PERIOD_SECONDS = 10;

  private final RunPlan plan;
  private final Progress progress;
  private final Optional<S3Client> client;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "result-copy");
            thread.setDaemon(true);
            return thread;
          });

  private ResultCopy(RunPlan plan, Progress progress, Optional<S3Client> client) {
    this.plan = plan;
    this.progress = progress;
    this.client = client;
  }

  /** Ready to copy, if the plan asks for it. */
  static ResultCopy of(RunPlan plan, Progress progress) {
    try {
      return new ResultCopy(
          plan,
          progress,
          plan.copyTo().isPresent() ? Optional.of(StandardS3.client(2)) : Optional.empty());
    } catch (IOException | IllegalArgumentException e) {
      throw CommandFailure.badInput("--journal: " + e.getMessage(), e);
    }
  }

  /** Copies every now and then from now on. */
  void start() {
    if (client.isPresent()) {
      var unused =
          timer.scheduleAtFixedRate(
              this::copyOrWarn, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void copyOrWarn() {
    try {
      copy();
    } catch (IOException e) {
      progress.report("journal not copied yet: " + e.getMessage());
    }
  }

  private void copy() throws IOException {
    S3Location to = plan.copyTo().orElseThrow();
    new DirectoryCopy(client.orElseThrow()).upload(plan.directory(), to);
  }

  /**
   * Copies what the run came to.
   *
   * @throws CommandFailure when it is not there in the end
   */
  void last() throws InterruptedException {
    timer.shutdown();
    if (client.isEmpty()) {
      return;
    }
    boolean ended = timer.awaitTermination(PERIOD_SECONDS, TimeUnit.SECONDS);
    try {
      copy();
    } catch (IOException e) {
      throw CommandFailure.unknown(
          "the run is over, but could not be copied"
              + (ended ? "" : " (an earlier copy is still under way)")
              + ": "
              + e.getMessage()
              + "; its files are in "
              + plan.directory(),
          e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    client.ifPresent(S3Client::close);
  }
}
