package dev.logproof.experiment.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.experiment.ecs.ServiceState.Event;
import dev.logproof.experiment.ecs.ServiceState.RolloutState;
import dev.logproof.experiment.process.StepFailedException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.EcsClient;

/** Calls about a service, by the SDK's client over HTTP. */
class EcsServiceTest {
  @AutoClose private final FakeEcs ecs = new FakeEcs();
  @AutoClose private final EcsClient client = ecs.client();
  private final EcsService service = new EcsService(client, FakeEcs.CLUSTER, FakeEcs.SERVICE);

  @Test
  void describesService() throws Exception {
    ServiceState state = service.describe();
    assertThat(state.running()).isEqualTo(2);
    assertThat(state.primary().orElseThrow().state()).isEqualTo(RolloutState.COMPLETED);
    assertThat(state.events())
        .containsExactly(
            new Event("before", FakeEcs.EVENT_AT, "(service aggregator) an earlier message"));
    assertThat(ecs.calls())
        .containsExactly(
            "DescribeServices {\"cluster\":\"logging\",\"services\":[\"aggregator\"]}");
  }

  @Test
  void forcesNewDeployment() throws Exception {
    assertThat(service.forceNewDeployment()).isEqualTo("ecs-svc/1");
    assertThat(ecs.calls())
        .containsExactly(
            "UpdateService {\"cluster\":\"logging\",\"service\":\"aggregator\","
                + "\"forceNewDeployment\":true}");
  }

  @Test
  void retriesThrottledCall() throws Exception {
    ecs.failNext("DescribeServices", 2, "ThrottlingException", "Rate exceeded");
    assertThat(service.describe().running()).isEqualTo(2);
    assertThat(ecs.count("DescribeServices")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "ClusterNotFoundException, Cluster not found., no such cluster in this region",
    "ServiceNotFoundException, Service not found., no such service in this cluster",
    "ServiceNotActiveException, Service was not ACTIVE., the service is not active",
    "AccessDeniedException, User x is not authorized, allow ecs:UpdateService to these",
    "ExpiredTokenException, The security token is expired, AWS refuses the credentials",
    "InvalidParameterException, Unable to assume role, Unable to assume role"
  })
  void explainsError(String code, String message, String expected) {
    ecs.failNext("UpdateService", 1, code, message);
    assertThatThrownBy(() -> service.forceNewDeployment())
        .isInstanceOf(StepFailedException.class)
        .hasMessageStartingWith("ECS UpdateService, service aggregator of cluster logging: ")
        .hasMessageContaining(expected);
  }

  @Test
  void rejectsMissingService() {
    ecs.replyNext(
        "DescribeServices",
        1,
        200,
        "{\"services\":[],\"failures\":[{\"arn\":\"aggregator\",\"reason\":\"MISSING\"}]}");
    assertThatThrownBy(() -> service.describe())
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("no such service in this cluster and region; check --ecs-service");
  }

  @Test
  void rejectsInactiveService() {
    ecs.replyNext("DescribeServices", 1, 200, "{\"services\":[{\"status\":\"DRAINING\"}]}");
    assertThatThrownBy(() -> service.describe())
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("the service is DRAINING; expected ACTIVE");
  }

  @Test
  void rejectsServiceWithoutTasks() {
    ecs.replyNext(
        "DescribeServices",
        1,
        200,
        "{\"services\":[{\"status\":\"ACTIVE\",\"desiredCount\":0,\"runningCount\":0,"
            + "\"pendingCount\":0}]}");
    assertThatThrownBy(() -> service.describeAtRest())
        .isInstanceOf(StepFailedException.class)
        .hasMessage("service aggregator of cluster logging: runs no task; expected at least one");
  }

  @Test
  void rejectsServiceThatEcsDoesNotRoll() {
    ecs.replyNext(
        "DescribeServices",
        1,
        200,
        "{\"services\":[{\"status\":\"ACTIVE\","
            + "\"deploymentController\":{\"type\":\"CODE_DEPLOY\"}}]}");
    assertThatThrownBy(() -> service.describe())
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("deployment controller CODE_DEPLOY; expected ECS");
  }
}
