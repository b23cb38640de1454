package dev.logproof.aggregator.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept is found again, and what a crash cut is not taken for events. */
class SpoolTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_000));

  @TempDir Path root;

  @Test
  void whatWasKeptIsFoundByTheNextTaskInOrder() throws IOException {
    Spool before = spool();
    assertThat(before.claim()).isEmpty();
    assertThat(before.keep(records("a", "", "ccc"))).isTrue();
    assertThat(before.keep(records("d"))).isTrue();
    assertThat(before.finish()).isEqualTo(4);
    List<Path> files = spool().claim();
    assertThat(files).hasSize(1);
    assertThat(read(files.get(0))).containsExactly(List.of("a", "", "ccc"), List.of("d"));
  }

  @Test
  void nothingIsMadeWhenNothingIsKept() {
    Spool spool = spool();
    assertThat(spool.keep(List.of())).isTrue();
    assertThat(spool.finish()).isZero();
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void aFileCutAnywhereGivesItsWholeEntriesAndSaysWhatIsDamaged() throws IOException {
    Spool spool = spool();
    spool.keep(records("first"));
    spool.keep(records("second"));
    spool.finish();
    byte[] whole = Files.readAllBytes(spool().claim().get(0));
    int firstEnd = SpoolFormat.MAGIC.length + SpoolFormat.HEADER_BYTES + 4 + 4 + 5;
    for (int cut = firstEnd; cut < whole.length; cut++) {
      Path file = Files.write(root.resolve("cut.spool"), Arrays.copyOf(whole, cut));
      try (SpoolReader reader = SpoolReader.open(file)) {
        assertThat(reader.next().map(SpoolTest::texts)).contains(List.of("first"));
        assertThat(reader.next()).as("cut at %d", cut).isEmpty();
        assertThat(reader.damagedBytes()).isEqualTo(cut - firstEnd);
      }
    }
  }

  @Test
  void everyChangedByteOfAnEntryIsNoticed() throws IOException {
    Spool spool = spool();
    spool.keep(records("events"));
    spool.finish();
    byte[] whole = Files.readAllBytes(spool().claim().get(0));
    for (int at = SpoolFormat.MAGIC.length; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      try (SpoolReader reader = SpoolReader.open(Files.write(root.resolve("x"), damaged))) {
        assertThat(reader.next()).as("byte %d", at).isEmpty();
      }
    }
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws IOException {
    Path file = Files.writeString(root.resolve("other.spool"), "something else");
    assertThatThrownBy(() -> SpoolReader.open(file)).hasMessageContaining("other.spool is not");
  }

  @Test
  void aDirectoryInUseIsLeftToItsTask() throws IOException {
    Spool first = spool();
    first.keep(records("a"));
    first.finish();
    Spool second = spool();
    assertThat(second.claim()).hasSize(1);
    assertThat(spool().claim()).isEmpty();
    second.finish();
    assertThat(spool().claim()).hasSize(1);
  }

  @Test
  void whatTheDiskDoesNotTakeIsNotCountedAsSafe() throws IOException {
    Files.writeString(root.resolve("out"), "a file where the directory should be");
    Spool spool = spool();
    assertThat(spool.keep(records("a"))).isFalse();
    assertThat(spool.failed()).isTrue();
    assertThat(spool.finish()).isZero();
  }

  private Spool spool() {
    return new Spool(root, "out", CLOCK);
  }

  private static List<byte[]> records(String... texts) {
    return Arrays.stream(texts).map(text -> text.getBytes(UTF_8)).toList();
  }

  private static List<String> texts(List<byte[]> records) {
    return records.stream().map(record -> new String(record, UTF_8)).toList();
  }

  private static List<List<String>> read(Path file) throws IOException {
    List<List<String>> entries = new ArrayList<>();
    try (SpoolReader reader = SpoolReader.open(file)) {
      Optional<List<byte[]>> records = reader.next();
      while (records.isPresent()) {
        entries.add(texts(records.get()));
        records = reader.next();
      }
      assertThat(reader.damagedBytes()).isZero();
    }
    return entries;
  }

  /** The checksum is right, as it is by chance once in four thousand million times. */
  @Test
  void aBodyThatWasNeverWrittenIsDamage() {
    for (int[] body : new int[][] {{-1}, {2, 0}, {1, Integer.MAX_VALUE}, {1, -1}, {1}}) {
      ByteBuffer bytes = ByteBuffer.allocate(body.length * Integer.BYTES);
      bytes.asIntBuffer().put(body);
      CRC32C checksum = new CRC32C();
      checksum.update(bytes.array());
      assertThat(SpoolFormat.records(bytes.array(), (int) checksum.getValue())).isEmpty();
    }
  }
}
