package dev.logproof.aggregator.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.spool.disk.PrivateFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/**
 * File of undeliverable events, one line each: {@code
 * {"at":…,"output":…,"reason":…,"eventBytes":…,"eventBase64":…}}. Opened for each line, so that it
 * can be moved away at any time. Readable only by its owner, since events may contain secrets.
 * Confined to one thread.
 */
record DeadLetterLines(Path path, String outputId) {
  static final long MAX_FILE_BYTES = 1L << 30;

  /** A multiple of three: encoded pieces join without padding. */
  private static final int PIECE_BYTES = 24 * 1024;

  private static final Set<StandardOpenOption> APPEND =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);

  /** Appends one line, completely or not at all. */
  void write(DeadLetterFile.Letter letter) throws IOException {
    PrivateFiles.createDirectories(path.toAbsolutePath().getParent());
    try (FileChannel file = FileChannel.open(path, APPEND, PrivateFiles.fileAttributes(path))) {
      long before = file.size();
      if (before + lineBytes(letter) > MAX_FILE_BYTES) {
        throw new IOException(path + " has reached its limit of " + MAX_FILE_BYTES + " bytes");
      }
      boolean whole = false;
      try {
        writeLine(letter, Channels.newOutputStream(file));
        whole = true;
      } finally {
        if (!whole) {
          file.truncate(before);
        }
      }
    }
  }

  private static long lineBytes(DeadLetterFile.Letter letter) {
    return letter.event().capacity() * 4L / 3 + letter.reason().length() * 3L + 256;
  }

  private void writeLine(DeadLetterFile.Letter letter, OutputStream out) throws IOException {
    String head =
        "{\"at\":\""
            + letter.at()
            + "\",\"output\":\""
            + escape(outputId)
            + "\",\"reason\":\""
            + escape(letter.reason())
            + "\",\"eventBytes\":"
            + letter.eventBytes()
            + ",\"eventBase64\":\"";
    out.write(head.getBytes(UTF_8));
    byte[] event = letter.event().array();
    for (int at = 0; at < event.length; at += PIECE_BYTES) {
      byte[] piece = Arrays.copyOfRange(event, at, Math.min(event.length, at + PIECE_BYTES));
      out.write(Base64.getEncoder().encode(piece));
    }
    out.write("\"}\n".getBytes(US_ASCII));
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
  }
}
