package dev.logproof.localaws.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * An object that compresses records on arrival, which saves memory. Guarded by the stream's lock
 * until sealed.
 */
public final class OpenObject {
  private final long openedNanos;
  private final String bucket;
  private final String key;
  private final Segments content = new Segments();
  private final OutputStream out;
  private long records;
  private long rawBytes;

  /** Creates an empty object. */
  public OpenObject(String bucket, String key, Compression compression, long openedNanos) {
    this.bucket = bucket;
    this.key = key;
    this.openedNanos = openedNanos;
    this.out = compression.over(content);
  }

  /** Appends {@code count} contiguous records. */
  public void append(byte[] bytes, int offset, int length, int count) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    records += count;
    rawBytes += length;
  }

  /** Returns the opening time on the injected clock. */
  public long openedNanos() {
    return openedNanos;
  }

  /** Size so far. */
  BatchSize size() {
    return new BatchSize(records, rawBytes);
  }

  /** Closes the object for appends. */
  public SealedObject seal() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SealedObject(bucket, key, size(), content);
  }
}
