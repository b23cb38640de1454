package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.FaultRow;
import dev.logproof.record.result.Finding;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.Parameter;
import dev.logproof.record.result.Period;
import dev.logproof.record.result.Sample;
import dev.logproof.reports.figure.Targets;
import dev.logproof.reports.run.SteadyRate;
import java.util.ArrayList;
import java.util.List;

/** Hypothesis, steady state, what was done, and with which parameters. */
final class MethodSection {
  private MethodSection() {}

  static Section of(ExperimentResult result) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading("Hypothesis"));
    blocks.add(new Block.Paragraph(hypothesis(result.experiment())));
    blocks.add(new Block.Heading("Steady state"));
    blocks.add(new Block.Paragraph(steadyState(result)));
    blocks.add(new Block.Heading("What was done"));
    List<String> done = done(result);
    blocks.add(done.isEmpty() ? new Block.Missing("Nothing was measured.") : new Block.Items(done));
    blocks.add(new Block.Heading("Parameters"));
    if (result.parameters().isEmpty()) {
      blocks.add(new Block.Missing("The run records no parameters."));
    } else {
      blocks.add(
          new Block.Open(
              ListTable.of("parameters", "Parameters", result.parameters())
                  .text("parameter", "name", Parameter::name)
                  .text("value", "value", Parameter::value)
                  .text("meaning", "meaning", Parameter::meaning)
                  .build()));
    }
    return new Section("method", "What was asked, and how", blocks);
  }

  private static String hypothesis(String experiment) {
    return switch (experiment) {
      case "reproduce" ->
          "One task carries what the article promises, at least 9 MB/s and 10,000 events per second;"
              + " its CPU rises linearly with the load; and a rolling deployment under load loses no"
              + " more than the article's 2.67 tracers.";
      case "throughput" ->
          "There is a highest rate that one task holds, without loss and without a backlog that"
              + " grows.";
      case "deployment" ->
          "Replacing every task under load loses no tracer. The article lost 2.67 per deployment.";
      case "faults" ->
          "Each fault costs at most what its row allows, and delivery recovers by itself.";
      case "scale" ->
          "Tasks that the policy adds take no load from connections that exist: they take load only"
              + " when clients connect again.";
      case "soak" -> "Memory, backlog and loss stay level for the whole time.";
      default -> "The target delivers everything that it is sent.";
    };
  }

  private static String steadyState(ExperimentResult result) {
    String text =
        "The load is written as it was asked for, the backlog stays within a few seconds of load,"
            + " and no tracer is lost. ";
    long trouble =
        result.periods().stream()
            .filter(
                period ->
                    period.kind() == Period.Kind.GENERATOR_TROUBLE
                        || period.kind() == Period.Kind.MACHINE_TROUBLE)
            .count();
    if (result.samples().isEmpty()) {
      return text + "Whether it held over time is unknown: the run holds no samples.";
    }
    return trouble == 0
        ? text + "The run records no trouble of the load generator or the machine."
        : text
            + "The load generator or the machine had trouble "
            + (trouble == 1 ? "once" : Numbers.count(trouble) + " times")
            + "; those parts are striped in the charts over time and say nothing about a target.";
  }

  private static List<String> done(ExperimentResult result) {
    List<String> done = new ArrayList<>();
    for (String target : Targets.of(result)) {
      sweep(result, target, done);
      result.knees().stream()
          .filter(knee -> knee.target().equals(target))
          .forEach(knee -> done.add(knee(knee)));
      deployments(result, target, done);
      faults(result, target, done);
      long cases = result.scale().stream().filter(s -> s.target().equals(target)).count();
      if (cases > 0) {
        done.add(target + ": the scaling policy under " + cases + " kinds of clients.");
      }
    }
    if (!result.samples().isEmpty()) {
      long from = result.samples().stream().mapToLong(Sample::atMillis).min().orElse(0);
      long to = result.samples().stream().mapToLong(Sample::atMillis).max().orElse(0);
      done.add(
          Numbers.text(
              "%s of the targets over %,.0f s.",
              Numbers.plural(result.samples().size(), "sample"), (to - from) / 1e3));
    }
    return done;
  }

  private static void faults(ExperimentResult result, String target, List<String> done) {
    List<FaultRow> rows = Finding.of(result.faults(), target);
    long steady = rows.stream().filter(SteadyRate::is).count();
    if (steady > 0) {
      done.add(target + ": " + Numbers.plural(steady, "steady load") + " of one task, verified.");
    }
    if (rows.size() > steady) {
      done.add(target + ": " + Numbers.plural(rows.size() - steady, "fault") + " under load.");
    }
  }

  private static void sweep(ExperimentResult result, String target, List<String> done) {
    List<LoadPoint> points = Finding.of(result.sweep(), target);
    if (!points.isEmpty()) {
      done.add(
          Numbers.text(
              "%s: %s of one task, from %.2f to %.2f MB/s; %d held.",
              target,
              Numbers.plural(points.size(), "measurement"),
              points.stream().mapToDouble(LoadPoint::offeredBytesPerSecond).min().orElse(0) / 1e6,
              points.stream().mapToDouble(LoadPoint::offeredBytesPerSecond).max().orElse(0) / 1e6,
              points.stream().filter(LoadPoint::held).count()));
    }
  }

  private static String knee(Knee knee) {
    return Numbers.text(
        "%s: search for the highest rate that one task holds, in %s; criteria: %s.",
        knee.target(), Numbers.plural(knee.trials().size(), "trial"), knee.criteria());
  }

  private static void deployments(ExperimentResult result, String target, List<String> done) {
    List<Deployment> all = Finding.of(result.deployments(), target);
    if (!all.isEmpty()) {
      done.add(
          Numbers.text(
              "%s: %s under %.2f MB/s, which stopped %s.",
              target,
              Numbers.plural(all.size(), "rolling deployment"),
              all.get(0).load().targetBytesPerSecond() / 1e6,
              Numbers.plural(all.stream().mapToLong(d -> d.stops().size()).sum(), "task")));
    }
  }
}
