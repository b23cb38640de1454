package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.buffer.Chunk;
import java.util.List;
import java.util.stream.IntStream;

/** Creates and reads test requests. */
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
    return new String(bytes, UTF_8);
  }

  static RecordBatch of(Chunk... chunks) {
    Records records = new Records(new EventPerRecord());
    records.fill(List.of(chunks));
    RecordBatch batch = new RecordBatch(records, FirehoseLimits.PUT_RECORD_BATCH);
    batch.fill(0);
    return batch;
  }
}
