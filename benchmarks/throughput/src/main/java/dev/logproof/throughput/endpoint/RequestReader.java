package dev.logproof.throughput.endpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads HTTP/1.1 requests into a reused array. Requires {@code Content-Length}, which every AWS
 * client sends. Confined to one connection.
 */
final class RequestReader {
  private static final int MAX_HEAD_BYTES = 64 << 10;

  /** Firehose takes 4 MiB in base64; the rest tolerates client errors. */
  private static final int MAX_BODY_BYTES = 16 << 20;

  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length:\\s*(\\d{1,9})\r\n");
  private static final Pattern EXPECT = Pattern.compile("\r\nexpect:\\s*100-continue\r\n");
  private static final Pattern ENCODED =
      Pattern.compile("\r\n(?:content-encoding:\\s*(?!identity)|transfer-encoding:)");

  private final InputStream in;
  private byte[] buffer = new byte[MAX_HEAD_BYTES];
  private int from;
  private int to;

  RequestReader(InputStream in) {
    this.in = in;
  }

  /** Head of a request. */
  record Head(int bodyBytes, boolean expectsContinue) {}

  /** Returns empty at the end of the connection. */
  Optional<Head> head() throws IOException {
    System.arraycopy(buffer, from, buffer, 0, to - from);
    to -= from;
    from = 0;
    int end = headEnd(0);
    while (end < 0) {
      if (to >= MAX_HEAD_BYTES) {
        throw new ProtocolException("request headers of more than " + MAX_HEAD_BYTES + " bytes");
      }
      int searched = Math.max(0, to - 3);
      if (!fill()) {
        return Optional.empty();
      }
      end = headEnd(searched);
    }
    String head = new String(buffer, 0, end, ISO_8859_1).toLowerCase(Locale.ROOT);
    from = end;
    return Optional.of(parsed(head));
  }

  private static Head parsed(String head) throws IOException {
    Matcher length = LENGTH.matcher(head);
    if (!length.find() || ENCODED.matcher(head).find()) {
      throw new ProtocolException("expected a plain body with its Content-Length, got: " + head);
    }
    int bytes = Integer.parseInt(length.group(1));
    if (bytes > MAX_BODY_BYTES) {
      throw new ProtocolException("request body of " + bytes + " bytes");
    }
    return new Head(bytes, EXPECT.matcher(head).find());
  }

  private int headEnd(int start) {
    for (int i = start; i + 3 < to; i++) {
      if (buffer[i] == '\r'
          && buffer[i + 1] == '\n'
          && buffer[i + 2] == '\r'
          && buffer[i + 3] == '\n') {
        return i + 4;
      }
    }
    return -1;
  }

  private boolean fill() throws IOException {
    int read = in.read(buffer, to, buffer.length - to);
    to += Math.max(0, read);
    return read >= 0;
  }

  /** The body stays in {@link #bytes} from {@link #bodyFrom} until the next head is read. */
  void body(Head head) throws IOException {
    int end = from + head.bodyBytes();
    if (buffer.length < end) {
      buffer = Arrays.copyOf(buffer, Math.max(end, 2 * buffer.length));
    }
    while (to < end) {
      if (!fill()) {
        throw new IOException("request body ended after " + (to - from) + " bytes");
      }
    }
    from = end;
  }

  byte[] bytes() {
    return buffer;
  }

  int bodyFrom(Head head) {
    return from - head.bodyBytes();
  }

  int bodyTo() {
    return from;
  }
}
