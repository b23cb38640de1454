package dev.logproof.samples;

import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.LoadResult.Latency;
import java.util.List;
import java.util.Optional;

/** Builds a valid result of a load run with 360 tracers. Confined to one thread. */
public final class LoadSample {
  /** Start of the schedule unless another is given. */
  public static final long START_MILLIS = 1_767_323_040_000L;

  private String runId = "r1";
  private long startMillis = START_MILLIS;
  private double seconds = 20;
  private double bytesPerSecond = 4.5e6;
  private List<String> invalidReasons = List.of();
  private List<Latency> latencies = List.of();

  private LoadSample() {}

  /** Starts with a load of 4.5 MB/s. */
  public static LoadSample regular() {
    return new LoadSample();
  }

  /** Names the run. */
  public LoadSample runId(String id) {
    runId = id;
    return this;
  }

  /** Sets start and length of the run. */
  public LoadSample from(long millis, double length) {
    startMillis = millis;
    seconds = length;
    return this;
  }

  /** Sets the offered rate, of which 99.9 % is achieved. */
  public LoadSample rate(double offeredBytesPerSecond) {
    bytesPerSecond = offeredBytesPerSecond;
    return this;
  }

  /** Makes the run invalid, unless there is no reason. */
  public LoadSample invalid(String... reasons) {
    invalidReasons = List.of(reasons);
    return this;
  }

  /** Adds latencies. */
  public LoadSample latencies(Latency... measured) {
    latencies = List.of(measured);
    return this;
  }

  /** Builds the result. */
  public LoadResult build() {
    long bytes = Math.round(bytesPerSecond * seconds);
    return new LoadResult(
        LoadResult.VERSION,
        "0.2.0",
        runId,
        42,
        startMillis,
        seconds,
        List.of("127.0.0.1:1"),
        8,
        "backend-apache",
        bytesPerSecond,
        bytesPerSecond * 0.999,
        bytes / 300,
        bytes,
        360,
        8,
        8,
        1.5,
        invalidReasons.isEmpty(),
        invalidReasons,
        "duration",
        latencies,
        Optional.empty());
  }
}
