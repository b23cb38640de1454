package dev.logproof.localaws.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * An object that still takes records. Compresses as they come: the time is the same as at the end,
 * and less memory is held. Under the stream's lock until sealed.
 */
public final class OpenObject {
  private final long openedNanos;
  private final String bucket;
  private final String key;
  private final Segments content = new Segments();
  private final OutputStream out;
  private long records;
  private long rawBytes;

  /** An empty object, opened at {@code openedNanos}, that will be put as {@code key}. */
  public OpenObject(String bucket, String key, Compression compression, long openedNanos) {
    this.bucket = bucket;
    this.key = key;
    this.openedNanos = openedNanos;
    this.out = compression.over(content);
  }

  /** Appends {@code count} records that lie one behind the other. */
  public void append(byte[] bytes, int offset, int length, int count) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    records += count;
    rawBytes += length;
  }

  /** When its first record came, in the injected time. */
  public long openedNanos() {
    return openedNanos;
  }

  /** Bytes before compression. */
  public long rawBytes() {
    return rawBytes;
  }

  /** How many records were appended. */
  public long records() {
    return records;
  }

  /** Ends the object; nothing may be appended afterwards. */
  public SealedObject seal() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SealedObject(bucket, key, records, rawBytes, content);
  }
}
