package dev.logproof.aggregator.output;

import dev.logproof.aggregator.config.S3Output;
import dev.logproof.aggregator.s3.S3Target;
import java.time.InstantSource;
import software.amazon.awssdk.services.s3.S3Client;

/** The kind of outputs to S3. Stateless. */
public final class S3Kind {
  /** Limit of S3, less what an index or identifier adds. */
  private static final int MAX_KEY_BYTES = 960;

  private S3Kind() {}

  /** Writes objects through {@code client}, which is closed with the output. */
  public static SinkKind of(S3Output config, S3Client client) {
    return of(config, new S3Target(config, client, S3Target.PART_BYTES, InstantSource.system()));
  }

  static SinkKind of(S3Output config, S3Target target) {
    return new SinkKind(
        config.id(),
        config.buffer(),
        LineForm.format(
            config.format(),
            config.template(),
            key -> !key.isEmpty() && key.length() <= MAX_KEY_BYTES / 4),
        new TargetDeliveries(config.id(), config.buffer(), target));
  }
}
