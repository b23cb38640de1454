package dev.logproof.reports.run;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.record.result.FaultRow;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.Period;
import dev.logproof.record.result.PlanResult;
import dev.logproof.record.result.Sample;
import dev.logproof.record.result.ScaleCase;
import dev.logproof.record.result.VerdictResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A result contains a number that no measurement produces, such as a negative or infinite rate. A
 * plan or verdict would be wrong but look plausible.
 */
public final class ImpossibleNumbers extends IOException {
  private static final long serialVersionUID = 1L;

  private ImpossibleNumbers(String message) {
    super(message);
  }

  static void reject(Path file, ExperimentResult result) throws ImpossibleNumbers {
    require(file, "machine.processors", result.machine().processors());
    for (int i = 0; i < result.sweep().size(); i++) {
      check(file, "sweep[" + i + "].", result.sweep().get(i));
    }
    for (Deployment deployment : result.deployments()) {
      String name = "deployment " + deployment.number() + ": ";
      check(file, name + "load.", deployment.load());
      check(file, name + "verdict.", deployment.verdict());
      for (Stop stop : deployment.stops()) {
        require(file, name + "stop of " + stop.task() + ": stopMillis", stop.stopMillis());
      }
    }
    if (result.plan().isPresent()) {
      check(file, result.plan().get());
    }
    for (int i = 0; i < result.samples().size(); i++) {
      check(file, "samples[" + i + "].", result.samples().get(i));
    }
    for (Knee knee : result.knees()) {
      check(file, "knee of " + knee.target() + ": ", knee);
    }
    for (FaultRow fault : result.faults()) {
      check(file, "fault " + fault.fault() + ": load.", fault.load());
      check(file, "fault " + fault.fault() + ": verdict.", fault.verdict());
    }
    for (ScaleCase scale : result.scale()) {
      check(file, "scale, " + scale.clients() + " clients: ", scale);
    }
    for (int i = 0; i < result.periods().size(); i++) {
      Period period = result.periods().get(i);
      String name = "periods[" + i + "].";
      require(file, name + "fromMillis", period.fromMillis());
      require(file, name + "toMillis from fromMillis", period.toMillis() - period.fromMillis());
    }
  }

  private static void check(Path file, String name, Sample sample) throws ImpossibleNumbers {
    require(file, name + "atMillis", sample.atMillis());
    require(file, name + "offeredBytesPerSecond", sample.offeredBytesPerSecond());
    require(file, name + "writtenBytesPerSecond", sample.writtenBytesPerSecond());
    require(file, name + "backlogEvents", sample.backlogEvents().orElse(0));
    for (Sample.Task task : sample.tasks()) {
      require(file, name + "tasks: cpuCores", task.cpuCores());
      require(file, name + "tasks: residentBytes", task.residentBytes());
      require(file, name + "tasks: connections", task.connections().orElse(0));
    }
  }

  private static void check(Path file, String name, Knee knee) throws ImpossibleNumbers {
    require(file, name + "bytesPerSecond", knee.bytesPerSecond());
    for (Knee.Trial trial : knee.trials()) {
      requireRates(file, name, trial.offeredBytesPerSecond(), trial.achievedBytesPerSecond());
      require(file, name + "seconds", trial.seconds());
      require(file, name + "lost", trial.lost());
      require(file, name + "behindSeconds", trial.behindSeconds());
    }
  }

  private static void check(Path file, String name, ScaleCase scale) throws ImpossibleNumbers {
    require(file, name + "movedShare", scale.movedShare());
    for (ScaleCase.Action action : scale.actions()) {
      require(file, name + "averageCpuShare", action.averageCpuShare());
      require(file, name + "tasks", action.tasks());
    }
    for (ScaleCase.TaskShare share :
        Stream.concat(scale.before().stream(), scale.after().stream()).toList()) {
      require(file, name + share.task() + ": share", share.share());
      require(file, name + share.task() + ": connections", share.connections());
      require(file, name + share.task() + ": cpuCores", share.cpuCores());
    }
    if (scale.verdict().isPresent()) {
      check(file, name + "verdict.", scale.verdict().get());
    }
  }

  private static void check(Path file, String name, LoadPoint point) throws ImpossibleNumbers {
    requireRates(file, name, point.offeredBytesPerSecond(), point.achievedBytesPerSecond());
    require(file, name + "eventsPerSecond", point.eventsPerSecond());
    require(file, name + "seconds", point.seconds());
    require(file, name + "cpuCores", point.cpuCores());
    require(file, name + "residentBytes", point.residentBytes());
    require(file, name + "peakResidentBytes", point.peakResidentBytes());
  }

  private static void check(Path file, String name, LoadResult load) throws ImpossibleNumbers {
    require(file, name + "targetBytesPerSecond", load.targetBytesPerSecond());
    require(file, name + "achievedBytesPerSecond", load.achievedBytesPerSecond());
    require(file, name + "seconds", load.seconds());
    require(file, name + "events", load.events());
    require(file, name + "bytes", load.bytes());
  }

  private static void check(Path file, String name, VerdictResult verdict)
      throws ImpossibleNumbers {
    require(file, name + "attempted", verdict.attempted());
    require(file, name + "lost", verdict.lost());
    require(file, name + "lost of attempted", verdict.attempted() - verdict.lost());
    require(file, name + "duplicated", verdict.duplicated());
    requireFinite(file, name + "articleReliability", verdict.articleReliability());
    require(file, name + "reliabilityLow", verdict.reliabilityLow());
    require(file, name + "reliabilityHigh", verdict.reliabilityHigh());
  }

  private static void check(Path file, PlanResult plan) throws ImpossibleNumbers {
    require(file, "plan.minTasks", plan.minTasks());
    require(file, "plan.maxTasks", plan.maxTasks());
    require(file, "plan.loadBytesPerSecond", plan.loadBytesPerSecond());
    require(file, "plan.perTaskBytesPerSecond", plan.perTaskBytesPerSecond());
  }

  private static void requireRates(Path file, String name, double offered, double achieved)
      throws ImpossibleNumbers {
    require(file, name + "offeredBytesPerSecond", offered);
    require(file, name + "achievedBytesPerSecond", achieved);
  }

  private static void require(Path file, String name, Number value) throws ImpossibleNumbers {
    requireFinite(file, name, value.doubleValue());
    if (value.doubleValue() < 0) {
      throw new ImpossibleNumbers(file + ": " + name + " is " + value + ": expected 0 or more");
    }
  }

  private static void requireFinite(Path file, String name, double value) throws ImpossibleNumbers {
    if (!Double.isFinite(value)) {
      throw new ImpossibleNumbers(file + ": " + name + " is " + value + ": expected a number");
    }
  }
}
