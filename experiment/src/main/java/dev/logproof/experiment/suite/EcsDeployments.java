package dev.logproof.experiment.suite;

import dev.logproof.experiment.ecs.EcsDeployment;
import dev.logproof.experiment.ecs.EcsDeployment.End;
import dev.logproof.experiment.ecs.EcsService;
import dev.logproof.experiment.ecs.EcsTasks;
import dev.logproof.experiment.ecs.ServiceState;
import dev.logproof.experiment.ecs.ServiceState.Event;
import dev.logproof.experiment.ecs.TaskState;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.suite.EcsSettings.LoadPlace;
import dev.logproof.experiment.targets.Target;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.Period;
import dev.logproof.record.result.VerdictResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * Deploys a service of ECS under load. The only target is the address of its load balancer. Each
 * deployment has a load run of its own, whose loss is the deployment's.
 */
public record EcsDeployments(Repetitions repetitions, DeploymentLoad load, EcsSettings ecs)
    implements Part {
  /** New tasks start, and old ones wait for their deregistration delay. */
  private static final Duration USUAL = Duration.ofMinutes(5);

  @Override
  public Duration expectedTime() {
    return load.time().plus(USUAL).multipliedBy(repetitions.count());
  }

  @Override
  public void run(SuiteContext context)
      throws StepFailedException, IOException, InterruptedException {
    Target target = context.settings().targets().get(0);
    try (EcsClient client = ecs.clients().open()) {
      EcsService service = service(client);
      context.screen().milestone(describe(service));
      EcsTasks tasks = new EcsTasks(client, ecs.cluster());
      EcsDeployment deployment =
          new EcsDeployment(
              service,
              tasks,
              context.supervisor(),
              ecs.timing().clock(),
              ecs.timing().poll(),
              ecs.timing().limit());
      while (repetitions.isMissing(context, target.name())) {
        Repetitions.add(context, deploy(context, target, deployment, tasks));
      }
    }
    repetitions.close(context, target);
  }

  /** Looks at the service without a change of it, and describes it. */
  public String check() throws StepFailedException {
    try (EcsClient client = ecs.clients().open()) {
      return describe(service(client));
    }
  }

  private EcsService service(EcsClient client) {
    return new EcsService(client, ecs.cluster(), ecs.service());
  }

  private static String describe(EcsService service) throws StepFailedException {
    ServiceState state = service.describeAtRest();
    return "service %s of cluster %s: %s of %s tasks run"
        .formatted(service.name(), service.cluster(), state.running(), state.desired());
  }

  private Deployment deploy(
      SuiteContext context, Target target, EcsDeployment deployment, EcsTasks tasks)
      throws StepFailedException, IOException, InterruptedException {
    int number = repetitions.next(context, target.name());
    String phase = "deployment " + number;
    String name = "deployment-" + target.name() + "-" + number;
    context.step(phase + " of " + repetitions.count() + ": load and deploy " + ecs.service());
    Load offered = load.load(context, number, ecs.timing().limit().plus(Limits.LOAD_MARGIN));
    try (OfferedLoad active = start(context, tasks, name, phase, offered)) {
      active.awaitFlow();
      long flowingNanos = System.nanoTime();
      context.supervisor().pause(load.lead());
      End end = deployment.run(new Markers(context, target.name()));
      context.result().add(period(target, number, end));
      if (!end.isCompleted()) {
        throw new StepFailedException(end.failure());
      }
      context.supervisor().pause(load.rest(flowingNanos));
      active.requireRunning();
      LoadResult result = active.end();
      context.step(phase + ": verify");
      return new Deployment(
          target.name(), number, result, verify(context, active, name, end, result), stops(end));
    }
  }

  private OfferedLoad start(
      SuiteContext context, EcsTasks tasks, String name, String phase, Load offered)
      throws StepFailedException, IOException, InterruptedException {
    if (ecs.load() instanceof LoadPlace.OnEcs place) {
      String runId = context.result().directory().getFileName() + "-" + runSuffix();
      return EcsLoad.start(context, tasks, place.tasks(), ecs.timing(), runId, offered);
    }
    Target target = context.settings().targets().get(0);
    TaskGroup none = TaskGroup.start(context, target, "deployment", 0);
    return ActiveLoad.start(context, name, phase, offered, none);
  }

  /** Differs also for a deployment that is repeated after an interruption. */
  private String runSuffix() {
    return Long.toString(ecs.timing().clock().millis(), Character.MAX_RADIX);
  }

  private VerdictResult verify(
      SuiteContext context, OfferedLoad active, String name, End end, LoadResult result)
      throws StepFailedException, IOException, InterruptedException {
    List<String> options = new ArrayList<>(ecs.verifyOptions());
    options.add("--deployment-at");
    options.add(end.startedAt().toString());
    Path directory = context.freshDirectory(name + "-verdict");
    Files.createDirectories(directory);
    return context.verify(
        directory,
        Limits.VERIFY_DEPLOYED,
        active.journal(),
        result.tracersAttempted() / result.seconds(),
        options);
  }

  private static List<Stop> stops(End end) {
    return end.stops().stream().map(TaskState::stop).toList();
  }

  private static Period period(Target target, int number, End end) {
    String text =
        end.isCompleted()
            ? "Deployment "
                + number
                + " ("
                + end.id()
                + ") replaced "
                + end.stops().size()
                + " tasks."
            : "Deployment " + number + ": " + end.failure();
    return new Period(
        Period.Kind.DEPLOYMENT,
        target.name(),
        end.startedAt().toEpochMilli(),
        Math.max(end.startedAt().toEpochMilli(), end.endedAt().toEpochMilli()),
        text);
  }

  /** Writes what happens to the run's result at once, so that an interrupted run keeps it. */
  private record Markers(SuiteContext context, String target) implements EcsDeployment.Listener {
    @Override
    public void progress(String line) {
      context.screen().milestone("  " + line);
    }

    @Override
    public void event(Event event) throws IOException {
      long at = event.at().toEpochMilli();
      context.screen().milestone("  " + event.at() + " " + event.message());
      context.result().add(new Period(Period.Kind.SERVICE_EVENT, target, at, at, event.message()));
    }

    @Override
    public void stopped(TaskState task) throws IOException {
      Stop stop = task.stop();
      context.screen().milestone("  " + task.describeStop());
      context
          .result()
          .add(
              new Period(
                  Period.Kind.STOP,
                  target,
                  stop.sigtermAtMillis(),
                  stop.sigtermAtMillis() + stop.stopMillis(),
                  task.describeStop()));
    }
  }
}
