package dev.logproof.aggregator.spool;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * Stream of spooled events. No other stream receives them, however outputs are named or ordered.
 *
 * @param region as resolved when the task started
 */
public record StreamId(String region, String name) {
  static final Comparator<StreamId> ORDER =
      Comparator.comparing(StreamId::region).thenComparing(StreamId::name);

  private static final int MAX_LENGTH = 1_000;

  /** Rejects names too long for a spool file. */
  public StreamId {
    if (region.length() > MAX_LENGTH || name.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("name of a region or stream is too long");
    }
  }

  /** Returns the id of a destination with a name of any length, such as a path. */
  public static StreamId of(String kind, String name) {
    boolean isShort = FileNames.decode(FileNames.encode(name)).isPresent();
    return new StreamId(kind, isShort ? name : FileNames.digest(name));
  }

  Path directory(Path slot) {
    return slot.resolve(FileNames.encode(region)).resolve(FileNames.encode(name));
  }

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
