package dev.logproof.aggregator.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.LeftOnDisk;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream decides which task and output deliver a spool's contents. */
class SpoolsTest {
  private static final StreamId PAYMENTS = new StreamId("eu-west-1", "payments");
  private static final StreamId PUBLIC_WEB = new StreamId("eu-west-1", "public-web");

  @TempDir Path root;

  private final Ledger ledger = new Ledger();

  @Test
  void assignsFilesByStreamNotByOutputId() throws IOException {
    keep(PAYMENTS, "kinesis_firehose.1", "paid");
    assertThat(
            nextOf(
                new Registration("kinesis_firehose.1", PUBLIC_WEB),
                new Registration("kinesis_firehose.2", PAYMENTS)))
        .containsExactly(Optional.empty(), Optional.of("paid"));
  }

  /** An output and its stream. */
  private record Registration(String outputId, StreamId stream) {}

  /** Registers outputs in this order, and returns the next event of each. */
  private List<Optional<String>> nextOf(Registration... outputs) throws IOException {
    try (Spools spools = TestSpools.create(ledger)) {
      List<OutputSpool> registered = new ArrayList<>();
      for (Registration output : outputs) {
        registered.add(spools.register(root, output.outputId(), output.stream(), false));
      }
      spools.open();
      return registered.stream().map(this::next).toList();
    }
  }

  @Test
  void separatesStreamsOfSameNameByRegion() throws IOException {
    keep(PAYMENTS, "out", "paid");
    assertThat(nextOf(new Registration("out", new StreamId("us-east-1", "payments"))))
        .containsExactly(Optional.empty());
  }

  @Test
  void countsEventsThatNoOutputDelivers() throws IOException {
    keep(PAYMENTS, "out", "paid", "paid twice");
    try (Spools spools = TestSpools.create(ledger)) {
      spools.register(root, "out", PUBLIC_WEB, false);
      spools.open();
      spools.countUnclaimed();
    }
    assertThat(ledger.accounting().left()).isEqualTo(new LeftOnDisk(2, 0, 0));
    assertThat(ledger.accounting().line())
        .isEqualTo("accounting: received=0 delivered=0 rejected=0 pending=0 left=2 (unclaimed=2)");
    assertThat(ledger.accounting().isComplete()).isFalse();
    assertThat(SpoolFiles.find(root, ".spool")).hasSize(1);
  }

  @Test
  void deliversThroughOneOfTwoOutputsOfStream() throws IOException {
    keep(PAYMENTS, "out", "paid");
    assertThat(nextOf(new Registration("a", PAYMENTS), new Registration("b", PAYMENTS)))
        .containsExactly(Optional.of("paid"), Optional.empty());
  }

  @Test
  void deliversFromPreviousRootAfterMove() throws IOException {
    keep(PAYMENTS, "out", "paid");
    try (Spools spools = TestSpools.create(ledger)) {
      OutputSpool moved = spools.register(root.resolve("new"), "out", PAYMENTS, true);
      spools.registerExisting(root);
      spools.open();
      assertThat(next(moved)).contains("paid");
    }
  }

  @Test
  void keepsFilesBelowRootForStreamNamedDotDot() throws IOException {
    StreamId dots = new StreamId("..", "..");
    keep(dots, "out", "event");
    assertThat(SpoolFiles.find(root, ".spool").get(0).normalize().startsWith(root)).isTrue();
    try (Spools spools = TestSpools.create(ledger)) {
      OutputSpool output = spools.register(root, "out", dots, false);
      spools.open();
      assertThat(next(output)).contains("event");
    }
  }

  @Test
  void locksDirectoryOnOpen() throws IOException {
    Path fresh = root.resolve("volume/spool");
    try (Spools first = TestSpools.create(ledger);
        Spools second = TestSpools.create(ledger)) {
      TestSpools.open(first, fresh, false);
      TestSpools.open(second, fresh, false);
      assertThat(fresh.resolve("task-0/lock")).exists();
      assertThat(fresh.resolve("task-1/lock")).exists();
    }
  }

  @Test
  void leavesFilesOfRunningTaskAndAdoptsThemOnceItIsGone() throws IOException {
    Spools running = TestSpools.create(ledger);
    StopSpool stop = new StopSpool(TestSpools.open(running, root, false));
    write(stop, "event");
    stop.finish();
    try (Spools second = TestSpools.create(ledger)) {
      assertThat(next(TestSpools.open(second, root, false))).isEmpty();
    }
    running.close();
    try (Spools third = TestSpools.create(ledger)) {
      assertThat(next(TestSpools.open(third, root, false))).contains("event");
    }
  }

  @Test
  void adoptsDirectoriesBesideItsOwn() throws IOException {
    Spools first = TestSpools.create(ledger);
    TestSpools.open(first, root, false);
    keepAsSecond("event");
    first.close();
    try (Spools next = TestSpools.create(ledger)) {
      OutputSpool output = TestSpools.open(next, root, false);
      assertThat(SpoolFiles.find(root.resolve("task-1"), ".spool")).hasSize(1);
      assertThat(next(output)).contains("event");
    }
  }

  private void keepAsSecond(String text) throws IOException {
    try (Spools second = TestSpools.create(ledger)) {
      StopSpool stop = new StopSpool(TestSpools.open(second, root, false));
      write(stop, text);
      stop.finish();
    }
  }

  @Test
  void sharesDirectoryAmongOutputsOfOneProcess() throws IOException {
    Path link =
        Files.createSymbolicLink(root.resolve("link"), Files.createDirectory(root.resolve("real")));
    try (Spools spools = TestSpools.create(ledger)) {
      OutputSpool first = spools.register(link, "a", PAYMENTS, true);
      OutputSpool second = spools.register(root.resolve("real"), "b", PUBLIC_WEB, true);
      spools.open();
      assertThat(first.root()).isSameAs(second.root());
      assertThat(root.resolve("real/task-1")).doesNotExist();
    }
  }

  @Test
  void restrictsFilesAndDirectoriesToOwner() throws IOException {
    Path spool = root.resolve("spool");
    try (Spools spools = TestSpools.create(ledger)) {
      OutputSpool output = TestSpools.open(spools, spool, true);
      WalSegment segment = output.newSegment();
      Chunk chunk = SpoolFiles.chunk(List.of("event"));
      segment.append(chunk);
      segment.append(chunk).done();
      chunk.release();
    }
    assertMode(spool, "rwx------");
    assertMode(spool.resolve("task-0"), "rwx------");
    assertMode(TestSpools.STREAM.directory(spool.resolve("task-0")), "rwx------");
    assertMode(spool.resolve("task-0/lock"), "rw-------");
    assertMode(SpoolFiles.find(spool, ".spool").get(0), "rw-------");
    assertMode(SpoolFiles.find(spool, ".acked").get(0), "rw-------");
  }

  private static void assertMode(Path path, String mode) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .as("%s", path)
        .isEqualTo(mode);
  }

  @Test
  void requiresDirectoryOnlyForFileBuffers() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    try (Spools spools = TestSpools.create(ledger)) {
      StopSpool stop = new StopSpool(TestSpools.open(spools, file, false));
      write(stop, "event");
      assertThat(stop.finish()).isFalse();
      assertThat(stop.safeEvents()).isZero();
    }
    try (Spools spools = TestSpools.create(ledger)) {
      assertThatThrownBy(() -> TestSpools.open(spools, file, true)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void touchesNothingBeforeItIsOpened() {
    try (Spools spools = TestSpools.create(ledger)) {
      spools.register(root.resolve("new"), "out", PAYMENTS, true);
      spools.registerExisting(root.resolve("other"));
    }
    assertThat(root).isEmptyDirectory();
  }

  private void keep(StreamId stream, String outputId, String... texts) throws IOException {
    try (Spools spools = TestSpools.create(ledger)) {
      StopSpool stop = new StopSpool(spools.register(root, outputId, stream, false));
      spools.open();
      write(stop, texts);
      assertThat(stop.finish()).isTrue();
    }
  }

  private static void write(StopSpool stop, String... texts) {
    Chunk chunk = SpoolFiles.chunk(List.of(texts));
    stop.keep(chunk);
    chunk.release();
  }

  private Optional<String> next(OutputSpool output) {
    Optional<Chunk> chunk =
        new SpoolCursor(output, ledger, UnpooledByteBufAllocator.DEFAULT).next();
    Optional<String> text = chunk.map(found -> new String(found.copy(0), UTF_8));
    chunk.ifPresent(Chunk::release);
    return text;
  }
}
