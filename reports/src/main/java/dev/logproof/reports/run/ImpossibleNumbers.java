package dev.logproof.reports.run;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.PlanResult;
import dev.logproof.record.result.VerdictResult;
import java.io.IOException;
import java.nio.file.Path;

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
  }

  private static void check(Path file, String name, LoadPoint point) throws ImpossibleNumbers {
    require(file, name + "offeredBytesPerSecond", point.offeredBytesPerSecond());
    require(file, name + "achievedBytesPerSecond", point.achievedBytesPerSecond());
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
