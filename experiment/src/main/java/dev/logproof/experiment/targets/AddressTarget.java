package dev.logproof.experiment.targets;

import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.task.AggregatorTask;
import dev.logproof.record.result.MeasuredTarget;
import java.util.List;

/** An aggregator that runs already, on this machine or elsewhere. */
public final class AddressTarget implements Target {
  private final String name;
  private final List<String> addresses;

  /** Sends to {@code addresses}, {@code host:port} each. */
  public AddressTarget(String name, List<String> addresses) {
    this.name = name;
    this.addresses = List.copyOf(addresses);
  }

  @Override
  public MeasuredTarget description() {
    return new MeasuredTarget(name, "address", String.join(",", addresses), "");
  }

  @Override
  public List<String> runningTasks() {
    return addresses;
  }

  @Override
  public AggregatorTask start(String task, TaskPlace place) throws StepFailedException {
    throw new StepFailedException(
        "target "
            + name
            + " is an address: its tasks are not started or stopped by the experiment");
  }
}
