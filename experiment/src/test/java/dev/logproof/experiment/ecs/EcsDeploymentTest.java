package dev.logproof.experiment.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.experiment.ecs.EcsDeployment.End;
import dev.logproof.experiment.ecs.FakeEcs.Look;
import dev.logproof.experiment.ecs.ServiceState.Event;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.process.TestSupervisor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.EcsClient;

/** Whole deployments against the stand-in for ECS. */
@Timeout(60)
class EcsDeploymentTest {
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  @RegisterExtension final TestSupervisor supervisor = new TestSupervisor();

  private final Heard heard = new Heard();
  private Instant now = START;
  private FakeEcs ecs;
  private EcsClient client;

  /** Keeps what happened. */
  private static final class Heard implements EcsDeployment.Listener {
    private final List<String> progress = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final List<String> stopped = new ArrayList<>();

    @Override
    public void progress(String line) {
      progress.add(line);
    }

    @Override
    public void event(Event event) {
      events.add(event.message());
    }

    @Override
    public void stopped(TaskState task) {
      stopped.add(task.id());
    }
  }

  @BeforeEach
  void start() throws IOException {
    ecs = new FakeEcs();
    client = ecs.client();
  }

  @AfterEach
  void stop() {
    client.close();
    ecs.close();
  }

  /** Each look at the clock takes a minute. */
  private Clock minutes() {
    InstantSource source =
        () -> {
          now = now.plus(Duration.ofMinutes(1));
          return now;
        };
    return source.withZone(ZoneOffset.UTC);
  }

  private EcsDeployment deployment() {
    return new EcsDeployment(
        new EcsService(client, FakeEcs.CLUSTER, FakeEcs.SERVICE),
        new EcsTasks(client, FakeEcs.CLUSTER),
        supervisor.get(),
        minutes(),
        Duration.ofMillis(1),
        Duration.ofMinutes(10));
  }

  @Test
  void followsDeploymentUntilOldTasksStop() throws Exception {
    ecs.looks(Look.rolling(1), Look.rolling(2), Look.draining(), Look.completed());
    End end = deployment().run(heard);
    assertThat(end.isCompleted()).isTrue();
    assertThat(end.id()).isEqualTo("ecs-svc/1");
    assertThat(end.stops()).extracting(TaskState::id).containsExactly("old-1", "old-2");
    assertThat(heard.stopped).containsExactly("old-1", "old-2");
    assertThat(heard.events)
        .containsExactly(
            "(logproof) forced the new deployment ecs-svc/1",
            "(service aggregator) has started 1 tasks",
            "(service aggregator) has started 2 tasks",
            "(service aggregator) has reached a steady state.");
    assertThat(heard.progress.get(0)).startsWith("ecs-svc/1 IN_PROGRESS: 1 of 2 new tasks run");
  }

  @Test
  void survivesThrottledLooks() throws Exception {
    ecs.looks(Look.rolling(1), Look.completed());
    ecs.failNext("DescribeTasks", 1, "ThrottlingException", "Rate exceeded");
    ecs.failNext("DescribeServices", 1, "ServerException", "internal");
    assertThat(deployment().run(heard).isCompleted()).isTrue();
  }

  @Test
  void namesDeploymentThatWasRolledBack() throws Exception {
    ecs.looks(Look.rolling(0), Look.failed());
    End end = deployment().run(heard);
    assertThat(end.isCompleted()).isFalse();
    assertThat(end.failure())
        .isEqualTo(
            "ECS deployment ecs-svc/1 of service aggregator failed: ECS deployment circuit"
                + " breaker: tasks failed");
  }

  @Test
  void givesUpServiceThatNeverSettles() throws Exception {
    ecs.looks(Look.rolling(1));
    End end = deployment().run(heard);
    assertThat(end.failure())
        .startsWith(
            "ECS deployment ecs-svc/1 of service aggregator took longer than --ecs-timeout: it had"
                + " not ended by 2026-01-31T12:11:00Z");
    assertThat(ecs.count("UpdateService")).isEqualTo(1);
  }

  @Test
  void leavesServiceAloneWhileAnotherDeploymentRuns() {
    ecs.replyNext("DescribeServices", 1, 200, FakeEcs.busyService());
    assertThatThrownBy(() -> deployment().run(heard))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("deployment ecs-svc/7 is in progress");
    assertThat(ecs.count("UpdateService")).isZero();
  }
}
