package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.Addressed;
import dev.logproof.aggregator.config.FileOutput;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The kind of outputs to files. Stateless. */
public final class FileKind {
  private FileKind() {}

  /** Writes files. */
  public static SinkKind of(FileOutput config) {
    return new SinkKind(
        config.id(),
        config.buffer(),
        LineForm.format(config.format(), config.template(), FileKind::isPath),
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
}
