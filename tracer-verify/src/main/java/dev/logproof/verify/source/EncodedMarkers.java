package dev.logproof.verify.source;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.record.tracer.TracerText;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Detects tracer markers in base64 or hexadecimal form, as in undelivered records. Probes every
 * {@value #RUN_BYTES}th byte and inspects only long runs of letters and digits, which are rare in
 * logs. Stateless.
 */
final class EncodedMarkers {
  /** Shorter than an encoded tracer with a generated run id, longer than a container id. */
  static final int RUN_BYTES = 72;

  /** Start of GZIP data in base64. */
  private static final String GZIP = "H4sI";

  /** Firehose writes this before an undelivered record. */
  private static final String FAILED = "\"rawData\":\"";

  /** Bits per base64 character. */
  private static final int BITS = 6;

  private static final boolean[] IN_RUN = new boolean[256];
  private static final List<String> MARKERS = markers();

  static {
    for (char each : "+/-_=".toCharArray()) {
      IN_RUN[each] = true;
    }
    for (int each = 0; each < 128; each++) {
      IN_RUN[each] |= Character.isLetterOrDigit(each);
    }
  }

  private EncodedMarkers() {}

  /** Kind of encoded data. */
  enum Found {
    NOTHING,
    COMPRESSED,
    MARKER,
    FAILED_DELIVERY
  }

  static Found in(byte[] bytes, int from, int to) {
    Found found = Found.NOTHING;
    int at = from + RUN_BYTES - 1;
    while (at < to) {
      int start = at - RUN_BYTES + 1;
      int before = at;
      while (before >= start && IN_RUN[bytes[before] & 0xff]) {
        before--;
      }
      if (before >= start) {
        at = before + RUN_BYTES;
        continue;
      }
      int end = at;
      while (end < to && IN_RUN[bytes[end] & 0xff]) {
        end++;
      }
      String run = new String(bytes, start, end - start, US_ASCII);
      if (MARKERS.stream().anyMatch(run::contains)) {
        if (!isFailedDelivery(bytes, from, start)) {
          return Found.MARKER;
        }
        found = Found.FAILED_DELIVERY;
      }
      found = found == Found.NOTHING && run.startsWith(GZIP) ? Found.COMPRESSED : found;
      at = end + RUN_BYTES;
    }
    return found;
  }

  private static boolean isFailedDelivery(byte[] bytes, int from, int run) {
    int start = Math.max(from, run - FAILED.length());
    return new String(bytes, start, run - start, US_ASCII).equals(FAILED);
  }

  private static List<String> markers() {
    byte[] marker = TracerText.MARKER.getBytes(US_ASCII);
    List<String> markers = new ArrayList<>();
    for (int before = 0; before < 3; before++) {
      String text = base64(before, marker);
      markers.add(text);
      markers.add(text.replace('+', '-'));
    }
    String hexadecimal = HexFormat.of().formatHex(marker);
    markers.add(hexadecimal);
    markers.add(hexadecimal.toUpperCase(Locale.ROOT));
    return markers;
  }

  /** Base64 characters that depend only on {@code marker} if {@code before} bytes precede it. */
  private static String base64(int before, byte[] marker) {
    byte[] bytes = new byte[before + marker.length];
    System.arraycopy(marker, 0, bytes, before, marker.length);
    int first = (before * Byte.SIZE + BITS - 1) / BITS;
    int end = bytes.length * Byte.SIZE / BITS;
    return Base64.getEncoder().encodeToString(bytes).substring(first, end);
  }
}
