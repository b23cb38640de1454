package dev.logproof.experiment.suite;

import dev.logproof.experiment.measure.ConnectionTable;
import dev.logproof.experiment.measure.LoadEvents;
import dev.logproof.experiment.measure.LoadEvents.Second;
import dev.logproof.experiment.measure.MachineLoad;
import dev.logproof.experiment.measure.ProcessSample;
import dev.logproof.experiment.measure.ProcessSampler;
import dev.logproof.experiment.measure.Trouble;
import dev.logproof.experiment.task.AggregatorTask;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.Period;
import dev.logproof.record.result.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Samples a target about once per second during a load. Confined to the main thread. */
final class LoadWatch {
  private static final long INTERVAL_MILLIS = 1_000;

  private final SuiteContext context;
  private final TaskGroup group;
  private final String phase;
  private final LoadEvents events;
  private final Trouble trouble;
  private final MachineLoad machine = MachineLoad.read();
  private final Map<String, ProcessSample> earlier = new HashMap<>();
  private final Map<String, List<ProcessSample>> usage = new HashMap<>();
  private final List<Sample> samples = new ArrayList<>();
  private Second latest = new Second(0, 0, 0, 0, 0, 0);
  private long sampledMillis;

  LoadWatch(SuiteContext context, TaskGroup group, String phase, Path eventFile) {
    this.context = context;
    this.group = group;
    this.phase = phase;
    this.events = new LoadEvents(eventFile);
    this.trouble = new Trouble(group.target());
  }

  /** Takes a sample when it is time. */
  void observe() throws IOException, InterruptedException {
    long now = System.currentTimeMillis();
    for (AggregatorTask task : group.running()) {
      ProcessSampler.sample(task.pid())
          .ifPresent(
              sample -> usage.computeIfAbsent(task.name(), name -> new ArrayList<>()).add(sample));
    }
    if (now - sampledMillis < INTERVAL_MILLIS) {
      return;
    }
    sampledMillis = now;
    trouble.ran(now);
    List<Second> seconds = events.read();
    if (!seconds.isEmpty()) {
      latest = seconds.get(seconds.size() - 1);
    }
    Sample sample = sample(now);
    samples.add(sample);
    context.result().add(sample);
    context.screen().show(sample, context.result().findings().lost());
  }

  private Sample sample(long now) throws InterruptedException {
    ConnectionTable connections = ConnectionTable.read();
    List<Sample.Task> tasks = new ArrayList<>();
    for (AggregatorTask task : group.running()) {
      List<ProcessSample> all = usage.getOrDefault(task.name(), List.of());
      if (all.isEmpty()) {
        continue;
      }
      ProcessSample current = all.get(all.size() - 1);
      ProcessSample before = Optional.ofNullable(earlier.put(task.name(), current)).orElse(current);
      tasks.add(
          new Sample.Task(
              task.name(),
              cores(before, current),
              current.residentBytes(),
              connections.established(task.addresses().forwardPort())));
    }
    return new Sample(
        group.target(),
        phase,
        now,
        latest.targetBytesPerSecond(),
        latest.achievedBytesPerSecond(),
        tasks,
        group.pendingEvents());
  }

  private static double cores(ProcessSample before, ProcessSample after) {
    long millis = after.atMillis() - before.atMillis();
    return millis > 0 ? Math.max(0, after.cpuNanos() - before.cpuNanos()) / 1e6 / millis : 0;
  }

  /** Dense resource samples of a task. */
  List<ProcessSample> usage(AggregatorTask task) {
    return usage.getOrDefault(task.name(), List.of());
  }

  /** All samples of this load. */
  List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** Checks the whole load; returns times in which generator or machine were the limit. */
  List<Period> troubles(LoadResult load) {
    machine.shareUntil(MachineLoad.read()).ifPresent(trouble::busy);
    trouble.ended(load);
    return trouble.found();
  }

  /** Limits of the load other than the target; empty without trouble. */
  String troubleText() {
    return trouble.text();
  }
}
