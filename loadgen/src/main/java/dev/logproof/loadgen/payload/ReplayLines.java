package dev.logproof.loadgen.payload;

import dev.logproof.objects.content.ContentStream;
import dev.logproof.objects.content.UnreadableContentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Replays a file's lines byte for byte, in a loop: source s of n sends lines s, s + n, s + 2n and
 * so on; counting continues after the end of the file. Lines end at line feeds. Decompresses
 * compressed files and parts. Every source streams the file, which may be of any size.
 */
final class ReplayLines implements LineSource {
  static final int MAX_LINE_BYTES = 1_000_000;

  private static final int BUFFER_BYTES = 256 * 1024;

  private final Path file;
  private final Share share;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private InputStream in;
  private byte[] line = new byte[4096];
  private int lineBytes;
  private int at;
  private int limit;
  private long number;
  private long linesThisRound;
  private final int longestBytes;

  /** Lines of a file that one of {@code sources} sends. */
  record Share(int source, int sources) {
    boolean has(long line) {
      return line % sources == source;
    }
  }

  ReplayLines(Path file, Share share, int longestBytes) {
    this.file = file;
    this.share = share;
    this.longestBytes = longestBytes;
    this.in = open(file);
  }

  /** Fails when the file is unreadable, has no line, or has one that is too long. */
  static int longest(Path file) throws IOException {
    ReplayLines lines = new ReplayLines(file, new Share(0, 1), MAX_LINE_BYTES);
    int longest = 0;
    try {
      while (lines.readLine()) {
        longest = Math.max(longest, lines.lineBytes);
        lines.linesThisRound++;
      }
      if (lines.linesThisRound == 0) {
        throw new IOException(file + " holds no line");
      }
      return longest;
    } finally {
      lines.in.close();
    }
  }

  private static InputStream open(Path file) {
    try {
      return ContentStream.ofAnyBytes(Files.newInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int maxLineBytes() {
    return longestBytes;
  }

  @Override
  public void write(ByteBuffer out, long epochMillis) {
    try {
      do {
        nextLine();
      } while (!share.has(number++));
      out.put(line, 0, lineBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void nextLine() throws IOException {
    if (readLine()) {
      linesThisRound++;
      return;
    }
    in.close();
    if (linesThisRound == 0) {
      throw new IOException(file + " no longer holds a line");
    }
    in = open(file);
    linesThisRound = 0;
    nextLine();
  }

  /** Returns false at the end of the file. */
  private boolean readLine() throws IOException {
    lineBytes = 0;
    while (true) {
      if (at == limit && !fill()) {
        return lineBytes > 0;
      }
      int end = at;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      take(end);
      if (end < limit) {
        at = end + 1;
        return true;
      }
    }
  }

  private boolean fill() throws IOException {
    try {
      at = 0;
      limit = Math.max(0, in.read(buffer));
      return limit > 0;
    } catch (UnreadableContentException e) {
      throw new IOException(
          file
              + ": "
              + e.getMessage()
              + "; expected lines, plain or compressed by GZIP, zlib, ZIP, zstd or Snappy",
          e);
    }
  }

  private void take(int end) throws IOException {
    int bytes = end - at;
    if (lineBytes + bytes > longestBytes) {
      throw new IOException(file + ": a line of more than " + longestBytes + " bytes, the limit");
    }
    if (lineBytes + bytes > line.length) {
      line = Arrays.copyOf(line, Math.max(lineBytes + bytes, 2 * line.length));
    }
    System.arraycopy(buffer, at, line, lineBytes, bytes);
    lineBytes += bytes;
    at = end;
  }
}
