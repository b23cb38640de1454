package dev.logproof.aggregator.spool;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.LeftOnDisk;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage affects only the entries that it touches. */
class DamagedSpoolTest {
  @TempDir Path root;

  private final Ledger ledger = new Ledger();

  @Test
  void deliversEntriesInOrder() throws IOException {
    keep("a", "", "ccc");
    assertThat(deliverAll()).containsExactly("a", "", "ccc");
    assertThat(SpoolFiles.find(root, ".spool")).isEmpty();
    assertThat(left()).isEqualTo(LeftOnDisk.NONE);
  }

  @Test
  void deliversEntriesBehindDamagedBody() throws IOException {
    Path file = keep(numbered(30));
    SpoolFiles.flip(file, SpoolFiles.bodyOffset(file, 19));
    assertThat(deliverAll()).hasSize(29).doesNotContain("event 19").contains("event 29");
    assertThat(left()).isEqualTo(new LeftOnDisk(0, 1, 0));
    assertThat(SpoolFiles.find(root, ".1-events.damaged")).hasSize(1);
    assertThat(file).doesNotExist();
  }

  @Test
  void deliversEntriesBehindDamagedHeader() throws IOException {
    Path file = keep(numbered(5));
    SpoolFiles.flip(file, SpoolFiles.headerOffset(file, 0));
    assertThat(deliverAll()).containsExactly("event 1", "event 2", "event 3", "event 4");
    assertThat(left()).isEqualTo(new LeftOnDisk(0, 0, 1));
    assertThat(SpoolFiles.find(root, ".0-or-more-events.damaged")).hasSize(1);
  }

  @Test
  void deliversAllEntriesBehindDamagedFileHeader() throws IOException {
    Path file = keep(numbered(3));
    SpoolFiles.flip(file, 10);
    assertThat(deliverAll()).containsExactly("event 0", "event 1", "event 2");
    assertThat(left().unreadFiles()).isEqualTo(1);
  }

  @Test
  void noticesEveryChangedByte() throws IOException {
    Path file = keep("first", "second");
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      Path copy = Files.write(file.resolveSibling("copy-" + file.getFileName()), damaged);
      Files.deleteIfExists(file);
      assertThat(deliverAll()).as("byte %d", at).hasSizeBetween(1, 2).isSubsetOf("first", "second");
      assertThat(SpoolFiles.find(root, ".damaged")).as("byte %d", at).hasSize(1);
      assertThat(copy).doesNotExist();
      Files.delete(SpoolFiles.find(root, ".damaged").get(0));
    }
  }

  @Test
  void deliversWholeEntriesOfFileCutAnywhere() throws IOException {
    Path file = keep("first", "second");
    byte[] whole = Files.readAllBytes(file);
    long firstEnd = SpoolFiles.entries(file).get(0).endOffset();
    for (int cut = (int) firstEnd + 1; cut < whole.length; cut++) {
      Files.write(file, Arrays.copyOf(whole, cut));
      assertThat(deliverAll()).as("cut at %d", cut).containsExactly("first");
      Files.delete(SpoolFiles.find(root, ".damaged").get(0));
    }
  }

  @Test
  void ignoresEntriesPlantedInPayload() throws IOException {
    Path other = keep("planted");
    String planted = Files.readString(other, ISO_8859_1);
    Files.delete(other);
    Path file = keep(planted.repeat(5), "last");
    SpoolFiles.flip(file, SpoolFiles.headerOffset(file, 0));
    assertThat(deliverAll()).containsExactly("last");
  }

  @Test
  void deliversOtherFilesBesideEmptyOne() throws IOException {
    Path lost = keep("lost");
    Files.write(lost, new byte[0]);
    keep("intact");
    assertThat(deliverAll()).containsExactly("intact");
    assertThat(left().unreadFiles()).isEqualTo(1);
    assertThat(SpoolFiles.find(root, ".damaged")).hasSize(1);
  }

  @Test
  void deliversOtherFilesWhenDamagedNameIsTaken() throws IOException {
    Path file = keep("lost", "first");
    SpoolFiles.flip(file, SpoolFiles.bodyOffset(file, 0));
    Path taken = SpoolNames.damaged(file, new Damage(1, false), 0);
    Files.writeString(taken, "of an earlier task");
    keep("second");
    assertThat(deliverAll()).containsExactly("first", "second");
    assertThat(taken).hasContent("of an earlier task");
    assertThat(SpoolFiles.find(root, ".damaged")).hasSize(2);
  }

  @Test
  void countsDamageAgainForEachTask() throws IOException {
    Path file = keep("lost", "first");
    SpoolFiles.flip(file, SpoolFiles.bodyOffset(file, 0));
    deliverAll();
    Ledger next = new Ledger();
    try (Spools spools = TestSpools.create(next)) {
      TestSpools.open(spools, root, false);
    }
    assertThat(next.accounting().left()).isEqualTo(new LeftOnDisk(0, 1, 0));
    assertThat(next.accounting().isComplete()).isFalse();
  }

  @Test
  void ignoresZeroedMarks() throws IOException {
    Path file = keep("first", "second");
    Files.write(SpoolNames.acked(file), new byte[120]);
    assertThat(deliverAll()).containsExactly("first", "second");
  }

  @Test
  void ignoresMarksOfOtherFile() throws IOException {
    Path file = keep("first", "second");
    Path other = keep("third", "fourth");
    SpoolFiles.ackFirst(other);
    Files.move(SpoolNames.acked(other), SpoolNames.acked(file));
    assertThat(deliverAll()).containsExactly("first", "second", "third", "fourth");
  }

  @Test
  void appliesMarksAfterTornMark() throws IOException {
    Path file = keep("first", "second");
    Files.write(SpoolNames.acked(file), new byte[5]);
    SpoolFiles.ackFirst(file);
    assertThat(deliverAll()).containsExactly("second");
  }

  @Test
  void deliversMovedFileToOriginalStream() throws IOException {
    Path file = keep("first");
    Path elsewhere =
        Files.createDirectories(
            new StreamId("us-east-1", "other").directory(root.resolve("task-0")));
    Files.move(file, elsewhere.resolve(file.getFileName()));
    assertThat(deliverAll()).containsExactly("first");
  }

  @Test
  void deliversEntriesOfUnpublishedFile() throws IOException {
    Path file = keep("first", "second");
    String name = file.getFileName().toString();
    Files.move(file, file.resolveSibling(name + ".tmp"));
    assertThat(deliverAll()).containsExactly("first", "second");
    assertThat(SpoolFiles.find(root, ".tmp")).isEmpty();
  }

  @Test
  void keepsAndCountsFilesOfEarlierVersion() throws IOException {
    Path old = Files.createDirectories(root.resolve("output_backend")).resolve("1.spool");
    Files.write(old, "LPSPOOL1....".getBytes(UTF_8));
    keep("first");
    assertThat(deliverAll()).containsExactly("first");
    assertThat(old).exists();
    assertThat(left()).isEqualTo(new LeftOnDisk(0, 0, 1));
  }

  private LeftOnDisk left() {
    return ledger.accounting().left();
  }

  private static String[] numbered(int count) {
    return IntStream.range(0, count).mapToObj(at -> "event " + at).toArray(String[]::new);
  }

  private Path keep(String... texts) throws IOException {
    List<Path> before = SpoolFiles.find(root, ".spool");
    try (Spools spools = TestSpools.create(new Ledger())) {
      StopSpool stop = new StopSpool(TestSpools.open(spools, root, false));
      for (String text : texts) {
        Chunk chunk = SpoolFiles.chunk(List.of(text));
        stop.keep(chunk);
        chunk.release();
      }
      assertThat(stop.finish()).isTrue();
      assertThat(stop.safeEvents()).isEqualTo(texts.length);
    }
    return SpoolFiles.find(root, ".spool").stream()
        .filter(file -> !before.contains(file))
        .findFirst()
        .orElseThrow();
  }

  private List<String> deliverAll() throws IOException {
    List<String> delivered = new ArrayList<>();
    try (Spools spools = TestSpools.create(ledger)) {
      OutputSpool output = TestSpools.open(spools, root, false);
      SpoolCursor cursor = new SpoolCursor(output, ledger, UnpooledByteBufAllocator.DEFAULT);
      Optional<Chunk> chunk = cursor.next();
      while (chunk.isPresent()) {
        texts(chunk.get()).forEach(delivered::add);
        chunk.get().kept();
        chunk.get().release();
        chunk = cursor.next();
      }
    }
    return delivered;
  }

  private static Stream<String> texts(Chunk chunk) {
    return chunk.copyFrom(0).stream().map(record -> new String(record, UTF_8));
  }
}
