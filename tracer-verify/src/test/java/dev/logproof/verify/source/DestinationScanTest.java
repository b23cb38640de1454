package dev.logproof.verify.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.record.tracer.Tracer;
import dev.logproof.record.tracer.TracerText;
import dev.logproof.verify.check.ExpectedRun;
import dev.logproof.verify.check.TracerCheck;
import dev.logproof.verify.source.ObjectSource.Listing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Objects are read once each, whatever their form, and late ones are told apart. */
class DestinationScanTest {
  private static final Instant SENT = Instant.parse("2026-01-01T00:00:00Z");

  private final Map<String, byte[]> objects = new LinkedHashMap<>();
  private final Map<String, Instant> written = new LinkedHashMap<>();
  private final TracerCheck check =
      new TracerCheck(
          List.of(
              new ExpectedRun(
                  "r",
                  List.of(new ExpectedRun.Source(4, SequenceRanges.firstOf(4), 4)),
                  ExpectedRun.Firmness.ALL_ATTEMPTED)),
          Set.of());
  private final DestinationScan scan =
      new DestinationScan(new Shelf(), check, Duration.ofMinutes(15), 2);

  private final Map<String, Integer> cutOnce = new HashMap<>();
  private final Set<String> gone = new HashSet<>();

  /** Content whose connection breaks. */
  private static final class Breaking extends FilterInputStream {
    Breaking(byte[] bytes, int until) {
      super(new ByteArrayInputStream(bytes, 0, until));
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      if (read < 0) {
        throw new IOException("connection reset");
      }
      return read;
    }
  }

  /** Objects in memory. */
  private final class Shelf implements ObjectSource {
    @Override
    public List<StoredObject> list(Instant since, Listing listing) {
      return objects.keySet().stream()
          .map(key -> new StoredObject(key, "v", objects.get(key).length, written.get(key)))
          .filter(object -> !object.lastModified().isBefore(since))
          .toList();
    }

    @Override
    public InputStream open(StoredObject object) throws IOException {
      if (gone.remove(object.key())) {
        throw new GoneException(object.key(), new IOException("404"));
      }
      byte[] bytes = objects.get(object.key());
      Integer cut = cutOnce.remove(object.key());
      return cut == null ? new ByteArrayInputStream(bytes) : new Breaking(bytes, cut);
    }

    @Override
    public void close() {}
  }

  private static byte[] line(long sequence) {
    Tracer tracer = new Tracer("r", 0, sequence, SENT.toEpochMilli() * 1000);
    return ("{\"log\":\"" + TracerText.format(tracer) + "\"}\n").getBytes(UTF_8);
  }

  private static byte[] gzip(byte[]... members) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] member : members) {
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(member);
      }
    }
    return out.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private void put(String key, byte[] bytes, Duration afterSending) {
    objects.put(key, bytes);
    written.put(key, SENT.plus(afterSending));
  }

  @Test
  void plainAndCompressedObjectsAreReadOnceEach() throws Exception {
    put("plain", line(0), Duration.ofMinutes(1));
    put("members.gz", gzip(line(1), line(2)), Duration.ofMinutes(1));
    put("empty", new byte[0], Duration.ofMinutes(1));
    assertThat(scan.look(SENT, Listing.RECENT_FOLDERS, () -> true)).isEqualTo(3);
    assertThat(scan.look(SENT, Listing.RECENT_FOLDERS, () -> true)).isZero();
    put("later", line(3), Duration.ofMinutes(20));
    assertThat(scan.look(SENT, Listing.RECENT_FOLDERS, () -> true)).isEqualTo(1);
    assertThat(check.outcome().observed()).isEqualTo(4);
    assertThat(check.outcome().duplicated()).isZero();
    assertThat(check.outcome().late()).isEqualTo(1);
    assertThat(scan.objects()).isEqualTo(4);
    assertThat(scan.newest()).isEqualTo(SENT.plus(Duration.ofMinutes(20)));
  }

  @Test
  void objectsFromBeforeAreLeftOut() throws Exception {
    put("old", line(0), Duration.ofMinutes(-10));
    assertThat(scan.look(SENT, Listing.RECENT_FOLDERS, () -> true)).isZero();
  }

  @Test
  void whatIsNotGzipAllTheWayIsAnErrorNamingTheObject() throws Exception {
    byte[] cut = gzip(line(0));
    put("cut.gz", java.util.Arrays.copyOf(cut, cut.length / 2), Duration.ZERO);
    assertThatThrownBy(() -> scan.look(SENT, Listing.RECENT_FOLDERS, () -> true))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cut.gz");
  }

  @Test
  void rejectsWhatFollowsAGzipMemberAndIsNone() throws Exception {
    byte[] members = gzip(line(0), line(1));
    members[gzip(line(0)).length] ^= 1;
    put("members.gz", members, Duration.ZERO);
    assertThatThrownBy(() -> scan.look(SENT, Listing.RECENT_FOLDERS, () -> true))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("members.gz", "GZIP");
  }

  @Test
  void whatWasFoundBeforeAConnectionBrokeIsNotCountedTwice() throws Exception {
    byte[] moreThanABuffer = "x".repeat(1_000_000).getBytes(UTF_8);
    byte[] lines =
        concat(
            line(0), line(1), "~lp1~damaged\n".getBytes(UTF_8), moreThanABuffer, line(2), line(3));
    put("object", lines, Duration.ZERO);
    cutOnce.put("object", lines.length - 20);
    scan.look(SENT, Listing.RECENT_FOLDERS, () -> true);
    assertThat(check.outcome().observed()).isEqualTo(4);
    assertThat(check.outcome().duplicated()).isZero();
    assertThat(check.outcome().corrupt()).isEqualTo(1);
    assertThat(scan.bytes()).isEqualTo(lines.length);
    assertThat(scan.objects()).isEqualTo(1);
  }

  @Test
  void anObjectThatIsListedTooEarlyIsScannedWhenItIsThere() throws Exception {
    put("early", line(0), Duration.ofMinutes(1));
    put("there", line(1), Duration.ofMinutes(1));
    gone.add("early");
    scan.look(SENT, Listing.RECENT_FOLDERS, () -> true);
    assertThat(check.outcome().observed()).isEqualTo(1);
    assertThat(scan.objects()).isEqualTo(1);
    assertThat(scan.isCurrent()).isFalse();
    assertThat(scan.unread()).containsExactly("object early was listed and could not be opened");
    scan.look(SENT, Listing.RECENT_FOLDERS, () -> true);
    assertThat(check.outcome().observed()).isEqualTo(2);
    assertThat(scan.isCurrent()).isTrue();
    assertThat(scan.unread()).isEmpty();
  }

  @Test
  void aScanThatIsToldToStopLeavesTheRest() throws Exception {
    for (int i = 0; i < 4; i++) {
      put("object-" + i, line(i), Duration.ZERO);
    }
    assertThat(scan.look(SENT, Listing.RECENT_FOLDERS, () -> false)).isEqualTo(4);
    assertThat(scan.look(SENT, Listing.RECENT_FOLDERS, () -> true)).isZero();
  }
}
