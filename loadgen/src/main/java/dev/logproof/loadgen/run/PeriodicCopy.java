package dev.logproof.loadgen.run;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.Progress;
import dev.logproof.objects.DirectoryCopy;
import dev.logproof.objects.S3Location;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Copies the run's directory to S3 periodically and at the end, so that the verifier needs no
 * access to this machine. Only a failed final copy is an error. Periodic copies run on their own
 * thread.
 */
final class PeriodicCopy implements ResultCopy {
  private static final long PERIOD_SECONDS = 10;

  private final RunPlan plan;
  private final Progress progress;
  private final S3Location location;
  private final S3Client client;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "result-copy");
            thread.setDaemon(true);
            return thread;
          });

  PeriodicCopy(RunPlan plan, Progress progress, S3Location location, S3Client client) {
    this.plan = plan;
    this.progress = progress;
    this.location = location;
    this.client = client;
  }

  @Override
  public void start() {
    var unused =
        timer.scheduleAtFixedRate(
            this::copyOrWarn, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  private void copyOrWarn() {
    try {
      copy();
    } catch (IOException e) {
      progress.report("journal not copied yet: " + e.getMessage());
    }
  }

  private void copy() throws IOException {
    new DirectoryCopy(client).upload(plan.directory(), location);
  }

  @Override
  public void last() throws InterruptedException {
    timer.shutdown();
    boolean ended = timer.awaitTermination(PERIOD_SECONDS, TimeUnit.SECONDS);
    try {
      copy();
    } catch (IOException e) {
      throw CommandFailure.unknown(
          "the run has ended, but its files could not be copied"
              + (ended ? "" : " (an earlier copy is still running)")
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
    client.close();
  }
}
