package dev.logproof.reports;

import dev.logproof.record.result.MeasuredTarget;
import dev.logproof.record.result.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/** Samples of {@link RichRun}: one per second, of the target whose turn it is. */
final class RichSamples {
  private static final int SECONDS = 560;
  private static final int TURN = 15;

  private RichSamples() {}

  static List<Sample> of(Random random, String text) {
    List<Sample> samples = new ArrayList<>();
    for (int second = 0; second < SECONDS; second++) {
      boolean ours = second >= 420 || second / TURN % 2 == 0;
      samples.add(sample(random, ours, second, text));
    }
    return samples;
  }

  private static Sample sample(Random random, boolean ours, int second, String text) {
    String target = ours ? MeasuredTarget.OURS : RichRun.FOREIGN;
    double offered = second < 120 ? 4e6 * (1 + second / 30) : 9e6 + (second % 10 < 3 ? 6e6 : 0);
    boolean late = second >= 62 && second < 69;
    double written = offered * (late ? 0.6 : 0.995 + random.nextDouble() * 0.01);
    int first = Math.max(0, second - 120) / 30;
    List<Sample.Task> tasks = new ArrayList<>();
    for (int i = 0; i < (second < 120 ? 1 : 2); i++) {
      double cores = written / 1e6 * (ours ? 0.012 : 0.019) + random.nextDouble() * 0.02;
      tasks.add(
          new Sample.Task(
              target + "-" + (first + i),
              cores,
              (long) ((ours ? 170 : 48) * (1 << 20) + random.nextDouble() * (9 << 20)),
              OptionalLong.of(8 + (i == 0 ? second % 30 / 6 : 0))));
    }
    boolean fault = (second >= 320 && second < 340) || (second >= 380 && second < 402);
    long backlog = fault ? (second % 20) * 9_000L : random.nextInt(900);
    return new Sample(
        target,
        (second < 120 ? "sweep " : "deployment ") + text,
        RichRun.START + second * 1_000L,
        offered,
        written,
        tasks,
        ours ? OptionalLong.of(backlog) : OptionalLong.empty());
  }
}
