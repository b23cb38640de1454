package dev.logproof.verify.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.tracer.Tracer;
import dev.logproof.record.tracer.TracerText;
import dev.logproof.verify.check.Checks;
import dev.logproof.verify.check.TracerCheck;
import dev.logproof.verify.source.ObjectSource.Listing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Each object is read once, in any format, and late tracers are recognized. */
class DestinationScanTest {
  private static final Instant SENT = Instant.parse("2026-01-01T00:00:00Z");

  private final Map<String, byte[]> objects = new LinkedHashMap<>();
  private final Map<String, String> versions = new HashMap<>();
  private final Map<String, Instant> written = new LinkedHashMap<>();
  private final TracerCheck check = Checks.ofOneSource(4);
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
          .map(
              key ->
                  new StoredObject(
                      key,
                      versions.getOrDefault(key, "v"),
                      objects.get(key).length,
                      written.get(key)))
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
  void readsPlainAndCompressedObjectsOnce() throws Exception {
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
  void ignoresObjectsFromBeforeRun() throws Exception {
    put("old", line(0), Duration.ofMinutes(-10));
    assertThat(scan.look(SENT, Listing.RECENT_FOLDERS, () -> true)).isZero();
  }

  private String unread() throws Exception {
    scan.look(SENT, Listing.RECENT_FOLDERS, () -> true);
    return scan.unread().toString();
  }

  @Test
  void namesAnObjectThatIsCutAndReadsTheOthers() throws Exception {
    byte[] whole = gzip(concat(line(0), "~lp1~damaged\n".getBytes(UTF_8), line(1)));
    put("cut.gz", Arrays.copyOf(whole, whole.length - 4), Duration.ZERO);
    put("whole", line(2), Duration.ZERO);
    assertThat(unread()).contains("object cut.gz cannot be read: a GZIP member is cut");
    assertThat(scan.isCurrent()).isTrue();
    assertThat(scan.objects()).isEqualTo(1);
    assertThat(check.outcome().observed()).isEqualTo(1);
    assertThat(check.outcome().corrupt()).as("damage of what cannot be read").isZero();
  }

  @Test
  void reportsObjectWithDamagedMember() throws Exception {
    byte[] members = gzip(line(0), line(1));
    members[gzip(line(0)).length] ^= 1;
    put("members.gz", members, Duration.ZERO);
    assertThat(unread()).contains("members.gz", "neither text nor in a supported compression");
  }

  @Test
  void reportsFirstUnreadableObjectsAndCountsOthers() throws Exception {
    for (int i = 0; i < 8; i++) {
      put("parquet-" + i, "PAR1\u0015\u0004".getBytes(UTF_8), Duration.ZERO);
    }
    assertThat(unread()).contains("parquet-0", "parquet-4", "holds Parquet", "and 3 more objects");
  }

  @Test
  void rereadsObjectThatWasIncomplete() throws Exception {
    byte[] whole = gzip(line(0));
    put("copying.gz", Arrays.copyOf(whole, 40), Duration.ZERO);
    assertThat(unread()).contains("copying.gz");
    put("copying.gz", whole, Duration.ofSeconds(1));
    versions.put("copying.gz", "second");
    assertThat(unread()).isEqualTo("[]");
    assertThat(scan.check().outcome().observed()).isEqualTo(1);
  }

  /** A removed object is irrelevant if no tracer is missing. */
  @Test
  void namesAnObjectThatWasRemovedBeforeItWasRead() throws Exception {
    put("brief", line(0), Duration.ZERO);
    put("rest", concat(line(1), line(2), line(3)), Duration.ZERO);
    gone.add("brief");
    assertThat(unread()).contains("could not be opened");
    objects.remove("brief");
    assertThat(unread()).contains("object brief was removed before it could be read");
    put("again", line(0), Duration.ZERO);
    assertThat(unread()).isEqualTo("[]");
  }

  @Test
  void doubtsResultWhenObjectsAreMoved() throws Exception {
    put("small", concat(line(0), line(1)), Duration.ZERO);
    put("other", concat(line(2), line(3)), Duration.ZERO);
    scan.look(SENT, Listing.ALL_FOLDERS, () -> true);
    assertThat(scan.doubts()).isEmpty();
    objects.remove("small");
    scan.look(SENT, Listing.ALL_FOLDERS, () -> true);
    assertThat(scan.doubts()).as("all arrived").isEmpty();
    put("compacted", concat(line(0), line(1)), Duration.ZERO);
    scan.look(SENT, Listing.ALL_FOLDERS, () -> true);
    assertThat(scan.doubts().toString()).contains("1 objects were removed");
  }

  @Test
  void doubtsALossWhenClocksDiffer() throws Exception {
    put("object", line(0), Duration.ofSeconds(-61));
    scan.look(SENT.minusSeconds(300), Listing.RECENT_FOLDERS, () -> true);
    assertThat(scan.doubts().toString()).contains("61 s before a tracer in it was sent");
  }

  @Test
  void namesAnObjectWhoseRecordsAreInBase64() throws Exception {
    String encoded = Base64.getEncoder().encodeToString(concat(line(0), line(1)));
    put("transformed", ("{\"data\":\"" + encoded + "\"}\n").getBytes(UTF_8), Duration.ZERO);
    assertThat(unread()).contains("transformed", "base64");
    put("rest", concat(line(0), line(1), line(2), line(3)), Duration.ZERO);
    assertThat(unread()).as("nothing is missing").isEqualTo("[]");
  }

  @Test
  void countsTracersOnceWhenConnectionBreaks() throws Exception {
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
  void scansObjectOnceItCanBeOpened() throws Exception {
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
  void skipsRemainingObjectsWhenStopped() throws Exception {
    for (int i = 0; i < 4; i++) {
      put("object-" + i, line(i), Duration.ZERO);
    }
    assertThat(scan.look(SENT, Listing.RECENT_FOLDERS, () -> false)).isEqualTo(4);
    assertThat(scan.look(SENT, Listing.RECENT_FOLDERS, () -> true)).isZero();
  }

  @Test
  void countsFailedDeliveriesAsNotArrived() throws Exception {
    String encoded = Base64.getEncoder().encodeToString(concat(line(0), line(1)));
    String failed = "{\"attemptsMade\":4,\"rawData\":\"" + encoded + "\",\"lambdaArn\":\"a\"}\n";
    put("processing-failed/1", failed.getBytes(UTF_8), Duration.ZERO);
    assertThat(unread()).isEqualTo("[]");
    assertThat(scan.notes().toString()).contains("processing-failed/1", "could not deliver");
    assertThat(check.outcome().lost()).isEqualTo(4);
  }
}
