package dev.logproof.loadgen.run;

import dev.logproof.loadgen.measure.Latencies;
import dev.logproof.loadgen.measure.LatencyLog;
import dev.logproof.loadgen.measure.ProcessProbe;
import dev.logproof.loadgen.payload.Content;
import dev.logproof.loadgen.payload.FrameStream;
import dev.logproof.loadgen.payload.LineChoice;
import dev.logproof.record.journal.JournalEntry;
import dev.logproof.record.result.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Exercises a run's code before the schedule, so that the first second behaves like the others.
 * Sends nothing. Confined to the main thread.
 */
final class WarmUp {
  private static final int FRAMES = 200;

  private WarmUp() {}

  static void run(RunPlan plan, ProcessProbe probe) throws IOException {
    Json.line(new JournalEntry.End(0, "", true), JournalEntry.class);
    probe.cpuNanos();
    probe.gcMillis();
    if (!(plan.content().lines() instanceof LineChoice.Replay)) {
      makeFrames(plan);
    }
    logLatencies();
  }

  private static void makeFrames(RunPlan plan) {
    Content.Run warmUp = new Content.Run("warm-up", 0, 0, plan.durationNanos());
    FrameStream stream = plan.content().stream(warmUp, plan.sources().get(0));
    ByteBuffer scratch = ByteBuffer.allocateDirect(stream.maxFrameBytes());
    for (int frame = 0; frame < FRAMES; frame++) {
      scratch.clear();
      stream.write(scratch);
    }
  }

  private static void logLatencies() throws IOException {
    Latencies latencies = new Latencies();
    latencies.written(new long[] {0}, new int[] {1}, 0, 1, 0, 1_000_000);
    Path scratch = Files.createTempDirectory("warm-up");
    try (LatencyLog log = LatencyLog.create(scratch, 0)) {
      log.add(latencies.next(), 1);
    } finally {
      Files.deleteIfExists(scratch.resolve(LatencyLog.FILE_NAME));
      Files.delete(scratch);
    }
  }
}
