package dev.logproof.experiment.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.experiment.ecs.EcsTasks.Launch;
import dev.logproof.experiment.process.StepFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;

/** Calls about tasks, by the SDK's client over HTTP. */
class EcsTasksTest {
  private static final Launch LAUNCH =
      new Launch("loadgen-load", "load", List.of("subnet-1"), List.of("sg-1"));

  @AutoClose private final FakeEcs ecs = new FakeEcs();
  @AutoClose private final EcsClient client = ecs.client();
  private final EcsTasks tasks = new EcsTasks(client, FakeEcs.CLUSTER);

  @Test
  void listsAndDescribesTasksBeyondOnePage() throws Exception {
    List<String> ids = IntStream.range(0, 230).mapToObj(i -> "task-" + i).toList();
    ecs.serviceTasks(ids, 100);
    List<String> arns = tasks.ofService(FakeEcs.SERVICE);
    assertThat(arns).isEqualTo(ids.stream().map(FakeEcs::arn).toList());
    assertThat(tasks.describe(arns)).extracting(TaskState::arn).isEqualTo(arns);
    assertThat(ecs.count("ListTasks")).isEqualTo(3);
    assertThat(ecs.count("DescribeTasks")).isEqualTo(3);
  }

  @Test
  void startsAndStopsTask() throws Exception {
    List<String> commands = new ArrayList<>();
    ecs.onRunTask(commands::addAll);
    String arn = tasks.run(LAUNCH, List.of("run", "--segment", "1/2"), "run-1");
    assertThat(commands).containsExactly("run", "--segment", "1/2");
    assertThat(ecs.calls().get(0))
        .contains(
            "\"taskDefinition\":\"loadgen-load\"",
            "\"launchType\":\"FARGATE\"",
            "\"subnets\":[\"subnet-1\"]",
            "\"securityGroups\":[\"sg-1\"]",
            "\"assignPublicIp\":\"DISABLED\"",
            "\"startedBy\":\"run-1\"",
            "\"name\":\"load\"");
    assertThat(tasks.describe(List.of(arn)).get(0).isRunning()).isTrue();
    tasks.stop(arn, "done");
    TaskState stopped = tasks.describe(List.of(arn)).get(0);
    assertThat(stopped.isStopped()).isTrue();
    assertThat(stopped.stop().stopMillis()).isEqualTo(5_000);
    assertThat(stopped.stop().exitCode()).isZero();
    assertThat(stopped.describeStop())
        .isEqualTo(
            "Task load-1 stopped with exit code 0: ServiceSchedulerInitiated, Scaling activity"
                + " initiated by deployment.");
  }

  @Test
  void namesReasonWhyNoTaskStarts() {
    ecs.refuseNextTask("Capacity is unavailable at this time.");
    assertThatThrownBy(() -> tasks.run(LAUNCH, List.of("run"), "run-1"))
        .isInstanceOf(StepFailedException.class)
        .hasMessage("RunTask of loadgen-load: Capacity is unavailable at this time.");
  }

  @Test
  void rejectsTaskThatEcsHasForgotten() {
    ecs.replyNext(
        "DescribeTasks",
        1,
        200,
        "{\"tasks\":[],\"failures\":[{\"arn\":\"task/x\",\"reason\":\"MISSING\"}]}");
    assertThatThrownBy(() -> tasks.describe(List.of("task/x")))
        .isInstanceOf(StepFailedException.class)
        .hasMessage("DescribeTasks: MISSING task/x");
  }

  @Test
  void showsKilledContainerAmongOthers() {
    TaskState task =
        new TaskState("task/x", "STOPPED", Map.of("a", 0, "b", 137), 1_000, 31_000, "c", "r");
    assertThat(task.stop().killed()).isTrue();
    assertThat(task.stop().stopMillis()).isEqualTo(30_000);
  }
}
