package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.Addressed;
import dev.logproof.aggregator.config.BufferConfig;
import dev.logproof.aggregator.config.FileOutput;
import dev.logproof.aggregator.delivery.ChunkTarget;
import dev.logproof.aggregator.delivery.WholeChunkDelivery;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The kind of outputs to files. Stateless. */
public final class FileKind {
  private static final int MAX_RECORD_BYTES = 16 << 20;

  private FileKind() {}

  /** Writes files. */
  public static SinkKind of(FileOutput config) {
    return new SinkKind(
        config.id(),
        config.buffer(),
        new SinkKind.Format(
            () ->
                new LineForm(
                    config.format(), MAX_RECORD_BYTES, config.buffer().keys().time().zone()),
            MAX_RECORD_BYTES,
            Integer.MAX_VALUE,
            config.template(),
            FileKind::isPath,
            true),
        new TargetDeliveries(
            config.id(), config.buffer(), new FileTarget(config.append(), config.gzip())));
  }

  /** A field of a record must not lead out of the directory. */
  private static boolean isPath(String text) {
    try {
      Path path = Path.of(text);
      return text.length() <= Addressed.MAX_NAME_BYTES / 4 && path.equals(path.normalize());
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Deliveries of whole chunks. */
  record TargetDeliveries(String id, BufferConfig buffer, ChunkTarget target)
      implements SinkKind.Deliveries {
    @Override
    public SinkKind.ForThread share(SinkKind.Shared shared) {
      WholeChunkDelivery.Shared common =
          new WholeChunkDelivery.Shared(
              target, shared.deadline(), shared.outcomes(), shared.retries());
      return random -> new WholeChunkDelivery(id, SinkKind.retryPolicy(buffer), common, random);
    }

    @Override
    public void close() {
      target.close();
    }
  }
}
