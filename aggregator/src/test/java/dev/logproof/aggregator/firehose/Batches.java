package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.logproof.aggregator.buffer.Chunk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/** Creates and reads test requests; a text has one character per byte. */
public final class Batches {
  private Batches() {}

  public static List<String> texts(RecordBatch batch) {
    return IntStream.range(0, batch.size()).mapToObj(at -> text(batch, at)).toList();
  }

  /** Returns those of {@code texts} that {@code outcome} accepts. */
  public static List<String> accepted(List<String> texts, PutOutcome outcome) {
    return outcome instanceof PutOutcome.Answered answered
        ? IntStream.range(0, texts.size())
            .filter(at -> !answered.refused().contains(at))
            .mapToObj(texts::get)
            .toList()
        : List.of();
  }

  private static String text(RecordBatch batch, int position) {
    byte[] bytes = new byte[batch.end(position) - batch.start(position)];
    batch.content(position).get(batch.start(position), bytes);
    return new String(bytes, ISO_8859_1);
  }

  /** Fills records of {@code packing}, which need no memory that others may hold. */
  static Records records(RecordPacking packing, Chunk... chunks) {
    Records records = new Records(packing);
    try {
      records.fill(List.of(chunks));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return records;
  }

  static RecordBatch of(Chunk... chunks) {
    Records records = records(new EventPerRecord(), chunks);
    RecordBatch batch = new RecordBatch(records, FirehoseLimits.PUT_RECORD_BATCH);
    batch.fill(0);
    return batch;
  }
}
