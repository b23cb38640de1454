package dev.logproof.experiment.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.record.result.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the seconds of a running load from its file of run events. Confined to one thread. */
public final class LoadEvents {
  private static final String SECOND = "\"type\":\"second\"";

  private final Path file;
  private long position;

  /** Reads {@code file}, which need not exist yet. */
  public LoadEvents(Path file) {
    this.file = file;
  }

  /**
   * One second of a load.
   *
   * @param maxLatenessMillis of its events after they were due
   */
  public record Second(
      long atMillis,
      double targetBytesPerSecond,
      double achievedBytesPerSecond,
      long messages,
      long reconnects,
      double maxLatenessMillis) {}

  /** Returns the seconds written since the last call. */
  public List<Second> read() throws IOException {
    List<Second> seconds = new ArrayList<>();
    for (String line : newLines()) {
      if (line.contains(SECOND)) {
        seconds.add(Json.parse(line, Second.class));
      }
    }
    return seconds;
  }

  /** Leaves an incomplete last line for the next call. */
  private List<String> newLines() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.max(0, in.length() - position)];
      in.seek(position);
      in.readFully(bytes);
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
      position += end;
      return new String(bytes, 0, end, UTF_8).lines().toList();
    }
  }
}
