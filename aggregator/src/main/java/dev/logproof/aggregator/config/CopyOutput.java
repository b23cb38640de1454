package dev.logproof.aggregator.config;

import java.util.List;
import java.util.stream.Stream;

/** {@code @type copy}: every event goes to each store. */
public record CopyOutput(String id, List<Store> stores) implements OutputConfig {
  /** Copies the list. */
  public CopyOutput {
    stores = List.copyOf(stores);
  }

  @Override
  public Stream<OutputConfig> leaves() {
    return outputs().flatMap(OutputConfig::leaves);
  }

  @Override
  public Stream<String> labels() {
    return Stream.concat(relabels(), outputs().flatMap(OutputConfig::labels));
  }

  /** Returns the outputs of the stores. */
  public Stream<OutputConfig> outputs() {
    return stores.stream()
        .map(Store::target)
        .filter(Target.ToOutput.class::isInstance)
        .map(target -> ((Target.ToOutput) target).output());
  }

  /** Returns the labels of the stores that are {@code relabel}. */
  Stream<String> relabels() {
    return stores.stream()
        .map(Store::target)
        .filter(Target.ToLabel.class::isInstance)
        .map(target -> ((Target.ToLabel) target).label());
  }

  /**
   * One {@code <store>}.
   *
   * @param ignoreError a refusal does not affect the client or the other stores
   * @param ignoreIfPrevSuccess takes only events that the store before did not take
   */
  public record Store(Target target, boolean ignoreError, boolean ignoreIfPrevSuccess) {}

  /** Where a store sends its events. */
  public sealed interface Target {
    /** Sends events to an output of its own. */
    record ToOutput(OutputConfig output) implements Target {}

    /** {@code @type relabel}: sends events to the routes of a label; "" is the top level. */
    record ToLabel(String label) implements Target {}
  }
}
