package dev.logproof.aggregator.output;

import dev.logproof.aggregator.config.ForwardOutput;
import dev.logproof.aggregator.forwarding.ForwardTarget;
import dev.logproof.aggregator.naming.NameTemplate;

/** The kind of outputs to other aggregators. Stateless. */
public final class ForwardKind {
  private static final int MAX_RECORD_BYTES = 16 << 20;

  private ForwardKind() {}

  /** Sends chunks through {@code target}, which is closed with the output. */
  public static SinkKind of(ForwardOutput config, ForwardTarget target) {
    return new SinkKind(
        config.id(),
        config.buffer(),
        new SinkKind.Format(
            () -> new EntryForm(config.content().timeAsInteger()),
            MAX_RECORD_BYTES,
            Integer.MAX_VALUE,
            NameTemplate.parse("${tag}", config.buffer().keys().names()),
            tag -> true,
            false),
        new TargetDeliveries(config.id(), config.buffer(), target));
  }
}
