package dev.logproof.aggregator.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.Chunks;
import dev.logproof.aggregator.firehose.BatchService;
import dev.logproof.aggregator.firehose.CompressedRecords;
import dev.logproof.aggregator.firehose.DeflateCompressor;
import dev.logproof.aggregator.firehose.EvenRecords;
import dev.logproof.aggregator.firehose.EventPerRecord;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.firehose.RecordCompressor;
import dev.logproof.aggregator.firehose.RecordPacking;
import dev.logproof.aggregator.firehose.RequestMemory;
import dev.logproof.aggregator.firehose.ZstdCompressor;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records of every compression decompress to their events, whatever Firehose answers. */
class CompressedRecordsTest {
  private static final int EVENTS = 3_000;
  private static final int MAX_RECORD_BYTES = 20_000;

  private final RequestMemory memory = new RequestMemory(1 << 20);

  @AfterEach
  void releasesMemory() {
    assertThat(memory.heldBytes()).isZero();
  }

  /** The compressions with the readers of other libraries. */
  enum Method {
    GZIP,
    ZLIB,
    ZSTD;

    RecordCompressor compressor() {
      return switch (this) {
        case GZIP -> DeflateCompressor.gzip();
        case ZLIB -> DeflateCompressor.zlib();
        case ZSTD -> new ZstdCompressor();
      };
    }

    private InputStream open(InputStream compressed) throws IOException {
      return switch (this) {
        case GZIP -> new GZIPInputStream(compressed);
        case ZLIB -> new InflaterInputStream(compressed);
        case ZSTD -> new ZstdInputStream(compressed);
      };
    }

    String read(String record) {
      try (InputStream in = open(new ByteArrayInputStream(record.getBytes(ISO_8859_1)))) {
        return new String(in.readAllBytes(), UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    List<String> read(List<String> records) {
      return records.stream().map(this::read).toList();
    }
  }

  private DeliveryRun run(Method method, RecordPacking packing) {
    return new DeliveryRun(
        () ->
            new CompressedRecords(
                packing, method.compressor(), UnpooledByteBufAllocator.DEFAULT, memory),
        BatchService.FIREHOSE);
  }

  private DeliveryRun aggregated(Method method) {
    return run(method, new EvenRecords(MAX_RECORD_BYTES, Integer.MAX_VALUE));
  }

  private static String lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(Chunks::line).collect(Collectors.joining());
  }

  @ParameterizedTest
  @EnumSource
  void compressesRecordsOfEvenSize(Method method) {
    DeliveryRun run = aggregated(method);
    run.deliver(Chunks.lines(EVENTS), records -> DeliveryRun.accepted());
    List<String> records = method.read(run.accepted);
    assertThat(String.join("", records)).isEqualTo(lines(0, EVENTS));
    int least = lines(0, EVENTS).length() / records.size() - 100;
    assertThat(records)
        .hasSizeGreaterThan(3)
        .allSatisfy(record -> assertThat(record.length()).isBetween(least, MAX_RECORD_BYTES));
    assertThat(String.join("", run.accepted)).hasSizeLessThan(lines(0, EVENTS).length() / 4);
    assertThat(run.ledger.accounting().delivered()).isEqualTo(EVENTS);
  }

  @ParameterizedTest
  @EnumSource
  void compressesEachEventByItself(Method method) {
    DeliveryRun run = run(method, new EventPerRecord());
    run.deliver(Chunks.lines(EVENTS), records -> DeliveryRun.accepted());
    assertThat(method.read(run.accepted))
        .isEqualTo(IntStream.range(0, EVENTS).mapToObj(Chunks::line).toList());
  }

  @ParameterizedTest
  @EnumSource
  void resendsRefusedRecordsUnchanged(Method method) {
    Random random = new Random(5);
    List<List<String>> offered = new ArrayList<>();
    DeliveryRun run = aggregated(method);
    run.deliver(
        Chunks.lines(EVENTS),
        records -> {
          offered.add(List.copyOf(records));
          return new PutOutcome.Answered(
              IntStream.range(0, records.size())
                  .filter(index -> random.nextInt(3) == 0)
                  .boxed()
                  .toList(),
              "Slow down.");
        });
    assertThat(offered).hasSizeGreaterThan(1);
    String all = String.join("", method.read(run.accepted));
    assertThat(all.lines().sorted()).containsExactlyElementsOf(lines(0, EVENTS).lines().toList());
    assertThat(run.ledger.accounting().balanced()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void isolatesPoisonEvent(Method method) {
    for (int poison : new int[] {0, 1_234, EVENTS - 1}) {
      DeliveryRun run = aggregated(method);
      run.deliver(
          Chunks.lines(EVENTS),
          records ->
              method.read(records).stream().anyMatch(text -> text.contains(Chunks.line(poison)))
                  ? new PutOutcome.Invalid("poison")
                  : DeliveryRun.accepted());
      assertThat(run.deadLetters).containsExactly(Chunks.line(poison));
      assertThat(String.join("", method.read(run.accepted)))
          .isEqualTo(lines(0, poison) + lines(poison + 1, EVENTS));
    }
  }

  @ParameterizedTest
  @EnumSource
  void fitsIncompressibleContent(Method method) {
    SplittableRandom random = new SplittableRandom(3);
    List<byte[]> events = new ArrayList<>();
    for (int event = 0; event < 40; event++) {
      byte[] bytes = new byte[random.nextInt(1, MAX_RECORD_BYTES)];
      random.nextBytes(bytes);
      events.add(bytes);
    }
    List<Integer> sizes = new ArrayList<>();
    DeliveryRun run = aggregated(method);
    run.deliver(
        Chunk.of(UnpooledByteBufAllocator.DEFAULT, events),
        records -> {
          records.forEach(record -> sizes.add(record.length()));
          return DeliveryRun.accepted();
        });
    assertThat(sizes).allMatch(size -> size < MAX_RECORD_BYTES + MAX_RECORD_BYTES / 40);
    assertThat(run.ledger.accounting().delivered()).isEqualTo(events.size());
  }

  @Test
  void limitsEventsPerRecord() {
    DeliveryRun run = run(Method.ZSTD, new EvenRecords(MAX_RECORD_BYTES, 50));
    run.deliver(Chunks.lines(EVENTS), records -> DeliveryRun.accepted());
    assertThat(Method.ZSTD.read(run.accepted))
        .hasSize(EVENTS / 50)
        .allSatisfy(record -> assertThat(record.lines()).hasSize(50));
  }

  @Test
  void returnsEventsAtDeadlineWithoutMemory() {
    RequestMemory none = new RequestMemory(10);
    DeliveryRun run =
        new DeliveryRun(
            () ->
                new CompressedRecords(
                    new EventPerRecord(),
                    new ZstdCompressor(),
                    UnpooledByteBufAllocator.DEFAULT,
                    none),
            BatchService.FIREHOSE);
    run.deadline.endIn(50);
    assertThat(run.deliver(Chunks.lines(EVENTS), records -> DeliveryRun.accepted())).isFalse();
    assertThat(run.accepted).isEmpty();
    assertThat(String.join("", run.left)).isEqualTo(lines(0, EVENTS));
    assertThat(none.heldBytes()).isZero();
  }
}
