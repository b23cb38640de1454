package dev.logproof.verify.source;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.record.tracer.TracerCursor;
import dev.logproof.record.tracer.TracerText;
import java.io.IOException;
import java.io.InputStream;

/**
 * Finds tracers in a byte stream of any format. Searches raw bytes for the marker, so lines may
 * have any length; memory is one buffer. Confined to one thread.
 */
public final class TracerScanner {
  /** This many bytes from a marker on decide. */
  static final int MAX_TRACER_BYTES = 160;

  private static final int DEFAULT_BUFFER_BYTES = 256 * 1024;
  private static final byte[] MARKER = TracerText.MARKER.getBytes(US_ASCII);

  private final byte[] buffer;
  private final TracerCursor cursor = new TracerCursor();

  /** Receives the findings of a scan. */
  public interface Sightings {
    /** Reports an intact tracer, valid only during the call. */
    void tracer(TracerCursor tracer);

    /** Reports a marker that is not followed by an intact tracer. */
    void corrupt();

    /** Reports an encoded marker, or data that may contain some. */
    default void encoded(EncodedMarkers.Found how) {}

    /** Reports {@code bytes} more bytes read. */
    default void read(int bytes) {}
  }

  /** Creates a scanner with its own buffer. */
  public TracerScanner() {
    this(DEFAULT_BUFFER_BYTES);
  }

  TracerScanner(int bufferBytes) {
    this.buffer = new byte[Math.max(bufferBytes, 2 * MAX_TRACER_BYTES)];
  }

  /** Scans to the end; returns the number of bytes. */
  public long scan(InputStream in, Sightings sightings) throws IOException {
    long total = 0;
    int held = 0;
    while (true) {
      int read = in.readNBytes(buffer, held, buffer.length - held);
      total += read;
      sightings.read(read);
      int limit = held + read;
      boolean last = limit < buffer.length;
      int at = scan(limit, last, sightings);
      EncodedMarkers.Found encoded = EncodedMarkers.in(buffer, 0, limit);
      if (encoded != EncodedMarkers.Found.NOTHING) {
        sightings.encoded(encoded);
      }
      if (last) {
        return total;
      }
      held = limit - at;
      System.arraycopy(buffer, at, buffer, 0, held);
    }
  }

  /** Returns the position from which more bytes are needed to decide. */
  private int scan(int limit, boolean last, Sightings sightings) {
    int decidable = last ? limit : limit - MAX_TRACER_BYTES;
    int at = 0;
    while (at < decidable) {
      int marker = find(at, limit);
      if (marker < 0) {
        return last ? limit : Math.max(at, limit - MARKER.length + 1);
      }
      if (marker >= decidable) {
        return marker;
      }
      at = report(marker, limit, sightings);
    }
    return at;
  }

  /**
   * Returns the position to continue from: after a damaged tracer the marker's last tilde, which
   * may start the next marker.
   */
  private int report(int marker, int limit, Sightings sightings) {
    int end = Math.min(limit, marker + MAX_TRACER_BYTES);
    if (cursor.read(buffer, marker, end)) {
      sightings.tracer(cursor);
      return cursor.end();
    }
    sightings.corrupt();
    return marker + MARKER.length - 1;
  }

  private int find(int from, int limit) {
    int last = limit - MARKER.length;
    int at = TildeSearch.find(buffer, from, last + 1);
    while (at >= 0 && !isMarker(at)) {
      at = TildeSearch.find(buffer, at + 1, last + 1);
    }
    return at;
  }

  private boolean isMarker(int at) {
    for (int i = 1; i < MARKER.length; i++) {
      if (buffer[at + i] != MARKER[i]) {
        return false;
      }
    }
    return true;
  }
}
