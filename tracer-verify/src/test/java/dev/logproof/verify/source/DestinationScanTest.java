package dev.logproof.verify.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.record.tracer.Tracer;
import dev.logproof.record.tracer.TracerText;
import dev.logproof.verify.check.ExpectedRun;
import dev.logproof.verify.check.TracerCheck;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
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
  private final Set<String> gone = new HashSet<>();
  private final Map<String, Instant> written = new LinkedHashMap<>();
  private final TracerCheck check =
      new TracerCheck(
          List.of(
              new ExpectedRun(
                  "r", List.of(new ExpectedRun.Source(4, SequenceRanges.firstOf(4), 4)))));
  private final DestinationScan scan =
      new DestinationScan(new Shelf(), check, Duration.ofMinutes(15), 2);

  /** Objects in memory. */
  private final class Shelf implements ObjectSource {
    @Override
    public List<StoredObject> list(Instant since) {
      return objects.keySet().stream()
          .map(key -> new StoredObject(key, "v", objects.get(key).length, written.get(key)))
          .filter(object -> !object.lastModified().isBefore(since))
          .toList();
    }

    @Override
    public InputStream open(StoredObject object) throws GoneException {
      if (gone.remove(object.key())) {
        throw new GoneException(object.key(), new IOException("404"));
      }
      return new ByteArrayInputStream(objects.get(object.key()));
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

  private void put(String key, byte[] bytes, Duration afterSending) {
    objects.put(key, bytes);
    written.put(key, SENT.plus(afterSending));
  }

  @Test
  void plainAndCompressedObjectsAreReadOnceEach() throws Exception {
    put("plain", line(0), Duration.ofMinutes(1));
    put("members.gz", gzip(line(1), line(2)), Duration.ofMinutes(1));
    put("empty", new byte[0], Duration.ofMinutes(1));
    assertThat(scan.scanNew(SENT, n -> {})).isEqualTo(3);
    assertThat(scan.scanNew(SENT, n -> {})).isZero();
    put("later", line(3), Duration.ofMinutes(20));
    assertThat(scan.scanNew(SENT, n -> {})).isEqualTo(1);
    assertThat(check.outcome().observed()).isEqualTo(4);
    assertThat(check.outcome().duplicated()).isZero();
    assertThat(check.outcome().late()).isEqualTo(1);
    assertThat(scan.objects()).isEqualTo(4);
    assertThat(scan.newest()).isEqualTo(SENT.plus(Duration.ofMinutes(20)));
  }

  @Test
  void anObjectThatIsListedTooEarlyIsScannedWhenItIsThere() throws Exception {
    put("early", line(0), Duration.ofMinutes(1));
    gone.add("early");
    scan.scanNew(SENT, n -> {});
    assertThat(check.outcome().observed()).isZero();
    scan.scanNew(SENT, n -> {});
    assertThat(check.outcome().observed()).isEqualTo(1);
  }

  @Test
  void objectsFromBeforeAreLeftOut() throws Exception {
    put("old", line(0), Duration.ofMinutes(-10));
    assertThat(scan.scanNew(SENT, n -> {})).isZero();
  }

  @Test
  void whatIsNotGzipAllTheWayIsAnErrorNamingTheObject() throws Exception {
    byte[] cut = gzip(line(0));
    put("cut.gz", java.util.Arrays.copyOf(cut, cut.length / 2), Duration.ZERO);
    assertThatThrownBy(() -> scan.scanNew(SENT, n -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cut.gz");
  }
}
