package dev.logproof.aggregator.delivery;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Reads answers of HTTP/1.1 (RFC 9112) off one connection, one after another: first {@link #head},
 * then the body as a stream that ends where the body does. Used by one thread at a time.
 */
final class HttpAnswer extends InputStream {
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int MAX_HEAD_BYTES = 16 * 1024;
  private static final int HTTP_OK = 200;
  private static final int STATUS_START = "HTTP/1.1 ".length();
  private static final int STATUS_END = STATUS_START + 3;

  /** Nothing of a good answer's head matters but that it is good. */
  private static final SdkHttpResponse OK =
      SdkHttpFullResponse.builder().statusCode(HTTP_OK).build();

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private int headBytes;
  private long bodyLeft;
  private boolean chunked;
  private boolean untilClose;
  private boolean keepAlive;
  private boolean begun;

  /** Reads from {@code in}. */
  HttpAnswer(InputStream in) {
    this.in = in;
  }

  /** True when a byte of the answer arrived. */
  boolean begun() {
    return begun;
  }

  /** True when the connection may be used again, the body having been read to its end. */
  boolean keepsAlive() {
    return keepAlive && !untilClose;
  }

  /**
   * Status and headers of the next answer; of a good one, the status alone.
   *
   * @throws IOException when it is not HTTP/1.1, or its head longer than 16 KiB
   */
  SdkHttpResponse head() throws IOException {
    begun = false;
    headBytes = 0;
    int status = status();
    while (status / 100 == 1) {
      headers(Optional.empty());
      status = status();
    }
    bodyLeft = 0;
    chunked = false;
    untilClose = true;
    keepAlive = true;
    if (status == HTTP_OK) {
      headers(Optional.empty());
      return OK;
    }
    SdkHttpFullResponse.Builder response = SdkHttpFullResponse.builder().statusCode(status);
    headers(Optional.of(response));
    return response.build();
  }

  private int status() throws IOException {
    String line = line();
    if (!line.startsWith("HTTP/1.") || line.length() < STATUS_END) {
      throw new IOException("an answer that is not HTTP/1.1: '" + line + "'");
    }
    return (int) number(line.substring(STATUS_START, STATUS_END), 10);
  }

  private void headers(Optional<SdkHttpFullResponse.Builder> response) throws IOException {
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new IOException("a header without a name: '" + line + "'");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      framing(name, value);
      response.ifPresent(it -> it.putHeader(name, value));
    }
    if (chunked) {
      nextChunk();
    }
  }

  /** How long the body is, and what comes after it. */
  private void framing(String name, String value) throws IOException {
    switch (name) {
      case "content-length" -> {
        bodyLeft = number(value, 10);
        untilClose = false;
      }
      case "transfer-encoding" -> {
        chunked = value.equalsIgnoreCase("chunked");
        untilClose = !chunked;
      }
      case "connection" -> keepAlive = !value.equalsIgnoreCase("close");
      default -> {}
    }
  }

  private static long number(String digits, int radix) throws IOException {
    try {
      return Long.parseUnsignedLong(digits.strip(), radix);
    } catch (NumberFormatException e) {
      throw new IOException("a length that is none: '" + digits + "'", e);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = next(); octet != '\n'; octet = next()) {
      line.append((char) octet);
      if (++headBytes > MAX_HEAD_BYTES) {
        throw new IOException("a head of more than " + MAX_HEAD_BYTES + " bytes");
      }
    }
    return line.toString().strip();
  }

  private int next() throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException("the connection ended before the answer did");
    }
    return buffer[position++] & 0xff;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    begun |= limit > 0;
    return limit > 0;
  }

  /** Reads the length of the next chunk; the last one is empty, and trailers may follow it. */
  private void nextChunk() throws IOException {
    headBytes = 0;
    bodyLeft = number(line().split(";", 2)[0], 16);
    if (bodyLeft == 0) {
      chunked = false;
      String trailer = line();
      while (!trailer.isEmpty()) {
        trailer = line();
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (bodyLeft == 0 && !untilClose) {
      return -1;
    }
    if (position == limit && !fill()) {
      if (untilClose) {
        return -1;
      }
      throw new EOFException("the connection ended before the answer did");
    }
    int bytes = Math.min(length, limit - position);
    bytes = untilClose ? bytes : (int) Math.min(bytes, bodyLeft);
    System.arraycopy(buffer, position, to, offset, bytes);
    position += bytes;
    took(bytes);
    return bytes;
  }

  private void took(int bytes) throws IOException {
    if (untilClose) {
      return;
    }
    bodyLeft -= bytes;
    if (bodyLeft == 0 && chunked) {
      line();
      nextChunk();
    }
  }
}
