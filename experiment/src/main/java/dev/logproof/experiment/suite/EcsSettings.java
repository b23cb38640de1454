package dev.logproof.experiment.suite;

import dev.logproof.experiment.process.StepFailedException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * A service of ECS to deploy.
 *
 * @param load where it comes from
 * @param verifyOptions such as the engine
 */
public record EcsSettings(
    Clients clients,
    String cluster,
    String service,
    Timing timing,
    LoadPlace load,
    List<String> verifyOptions) {
  /** Copies the list. */
  public EcsSettings {
    verifyOptions = List.copyOf(verifyOptions);
  }

  /** Opens clients of ECS. */
  @FunctionalInterface
  public interface Clients {
    /** Opens a client that the caller closes. */
    EcsClient open() throws StepFailedException;
  }

  /**
   * Waits.
   *
   * @param poll pause between two looks at ECS
   * @param limit of one deployment
   */
  public record Timing(Clock clock, Duration poll, Duration limit) {}

  /** Where the load comes from. */
  public sealed interface LoadPlace {
    /** One loadgen on this machine. */
    record Here() implements LoadPlace {}

    /** Tasks of the same cluster. */
    record OnEcs(LoadTasks tasks) implements LoadPlace {}
  }
}
