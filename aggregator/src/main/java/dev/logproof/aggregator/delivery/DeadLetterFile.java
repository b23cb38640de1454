package dev.logproof.aggregator.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.buffer.DeadLetters;
import dev.logproof.aggregator.spool.FileNames;
import dev.logproof.aggregator.spool.disk.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps events that can never be delivered, one JSON object a line: when, which output, why, and
 * the event's bytes in base64, since they may be anything. The file is made with the first event.
 * Beyond its limit, or when the disk fails, events are only counted and logged. Thread-safe.
 */
public final class DeadLetterFile implements DeadLetters {
  /** A file never grows beyond this. */
  static final long MAX_FILE_BYTES = 1L << 30;

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterFile.class);

  private final Path path;
  private final String outputId;
  private final InstantSource clock;

  /** Writes to {@code <outputId>.jsonl}, encoded as a file name, in {@code directory}. */
  public DeadLetterFile(Path directory, String outputId, InstantSource clock) {
    this.path = directory.resolve(FileNames.encode(outputId) + ".jsonl");
    this.outputId = outputId;
    this.clock = clock;
  }

  @Override
  public synchronized void keep(String reason, byte[] event) {
    try {
      PrivateFiles.createDirectories(path.toAbsolutePath().getParent());
      append(ByteBuffer.wrap(line(reason, event).getBytes(UTF_8)));
    } catch (IOException e) {
      LOG.error(
          "[{}] cannot keep an undeliverable event of {} bytes in {}: {}",
          outputId,
          event.length,
          path,
          e.toString());
    }
  }

  private void append(ByteBuffer line) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            PrivateFiles.fileAttributes(path))) {
      if (file.size() + line.remaining() > MAX_FILE_BYTES) {
        throw new IOException("file has reached its limit of " + MAX_FILE_BYTES + " bytes");
      }
      while (line.hasRemaining()) {
        file.write(line);
      }
    }
  }

  private String line(String reason, byte[] event) {
    return "{\"at\":\""
        + clock.instant()
        + "\",\"output\":\""
        + escape(outputId)
        + "\",\"reason\":\""
        + escape(reason)
        + "\",\"eventBase64\":\""
        + Base64.getEncoder().encodeToString(event)
        + "\"}\n";
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
  }
}
