package dev.logproof.localaws.opensearch;

import dev.logproof.localaws.delivery.BatchSize;
import dev.logproof.localaws.delivery.DeliveryBatch;
import dev.logproof.localaws.delivery.RecordBuffer;
import dev.logproof.localaws.delivery.Records;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Buffers documents for OpenSearch. Guarded by the stream's lock until sealed. */
final class DocumentBuffer implements RecordBuffer {
  private static final long DOCUMENT_BYTES = 64;

  private final SearchSettings settings;
  private final SearchDestination.Environment dependencies;
  private final FullBackup everything;
  private final Function<DocumentBuffer, DeliveryBatch> sealing;
  private final List<Document> documents = new ArrayList<>();
  private final UUID batchId;
  private final long openedNanos;
  private long rawBytes;

  DocumentBuffer(
      SearchSettings settings,
      SearchDestination.Environment dependencies,
      FullBackup everything,
      Function<DocumentBuffer, DeliveryBatch> sealing) {
    this.settings = settings;
    this.dependencies = dependencies;
    this.everything = everything;
    this.sealing = sealing;
    this.batchId = dependencies.randomIds().get();
    this.openedNanos = dependencies.nanoTime().getAsLong();
  }

  @Override
  public void append(Records records) {
    Instant arrived = dependencies.now().get();
    String index = settings.rotation().indexOf(settings.index(), arrived);
    byte[] bytes = records.copy();
    int start = 0;
    for (int i = 0; i < records.count(); i++) {
      int end = records.endOf(i);
      documents.add(new Document(bytes, start, end, arrived.toEpochMilli(), index, nextId()));
      start = end;
    }
    rawBytes += bytes.length;
    everything.append(bytes, records.count());
  }

  private String nextId() {
    return switch (settings.documentIds()) {
      case FIREHOSE_DEFAULT -> batchId + "." + documents.size();
      case NO_DOCUMENT_ID -> "";
    };
  }

  List<Document> documents() {
    return documents;
  }

  FullBackup everything() {
    return everything;
  }

  @Override
  public long openedNanos() {
    return openedNanos;
  }

  /** Counts the overhead, so that tiny records cannot exhaust memory. */
  @Override
  public BatchSize size() {
    long count = documents.size();
    return new BatchSize(count, Math.max(rawBytes, DOCUMENT_BYTES * count));
  }

  @Override
  public DeliveryBatch seal() {
    return sealing.apply(this);
  }
}
