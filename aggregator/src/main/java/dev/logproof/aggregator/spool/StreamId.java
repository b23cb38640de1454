package dev.logproof.aggregator.spool;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * Delivery stream of spooled events. They are delivered only to this stream, however the outputs of
 * a configuration are named or ordered. Immutable.
 *
 * @param region region of the stream, as resolved when the task started
 * @param name name of the stream
 */
public record StreamId(String region, String name) {
  static final Comparator<StreamId> ORDER =
      Comparator.comparing(StreamId::region).thenComparing(StreamId::name);

  private static final int MAX_LENGTH = 1_000;

  /** Rejects names that are too long for a spool file. */
  public StreamId {
    if (region.length() > MAX_LENGTH || name.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("name of a region or stream is too long");
    }
  }

  /** Returns this stream's directory below {@code slot}. */
  Path directory(Path slot) {
    return slot.resolve(FileNames.encode(region)).resolve(FileNames.encode(name));
  }

  /** Decodes the stream from its directory; empty if the path does not name one. */
  static Optional<StreamId> ofDirectory(Path directory) {
    Path parent = directory.getParent();
    if (parent == null || parent.getFileName() == null || directory.getFileName() == null) {
      return Optional.empty();
    }
    Optional<String> region = FileNames.decode(parent.getFileName().toString());
    Optional<String> name = FileNames.decode(directory.getFileName().toString());
    return region.isPresent() && name.isPresent()
        ? Optional.of(new StreamId(region.get(), name.get()))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return name + " (" + region + ")";
  }
}
