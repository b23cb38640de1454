package dev.logproof.aggregator.output;

import dev.logproof.aggregator.config.FirehosePacking;
import dev.logproof.aggregator.config.StreamOutput;
import dev.logproof.aggregator.config.StreamRecords;
import dev.logproof.aggregator.firehose.CompressedRecords;
import dev.logproof.aggregator.firehose.DeflateCompressor;
import dev.logproof.aggregator.firehose.EvenRecords;
import dev.logproof.aggregator.firehose.EventPerRecord;
import dev.logproof.aggregator.firehose.FirehoseLimits;
import dev.logproof.aggregator.firehose.LinesPerRecord;
import dev.logproof.aggregator.firehose.RecordCompressor;
import dev.logproof.aggregator.firehose.RecordPacking;
import dev.logproof.aggregator.firehose.Records;
import dev.logproof.aggregator.firehose.RequestMemory;
import dev.logproof.aggregator.firehose.ZstdCompressor;
import io.netty.buffer.PooledByteBufAllocator;

/** The kind of outputs to Firehose. Stateless. */
final class FirehoseKind {
  private static final FirehoseLimits LIMITS = FirehoseLimits.PUT_RECORD_BATCH;

  /** Leaves room for what compression adds to content that it cannot make smaller. */
  private static final int MAX_COMPRESSIBLE_BYTES = 1_000_000;

  private FirehoseKind() {}

  private static int maxRecordBytes(FirehosePacking packing) {
    return packing.isCompressed() ? MAX_COMPRESSIBLE_BYTES : LIMITS.maxRecordBytes();
  }

  private static RecordPacking recordPacking(FirehosePacking packing) {
    if (!packing.aggregated()) {
      return new EventPerRecord();
    }
    return packing.isCompressed()
        ? new EvenRecords(MAX_COMPRESSIBLE_BYTES, packing.maxEvents())
        : new LinesPerRecord(LIMITS.maxRecordBytes(), packing.maxEvents());
  }

  /**
   * Returns the records of one delivery thread.
   *
   * @param compressed limits what all outputs hold compressed
   */
  static Records records(FirehosePacking packing, RequestMemory compressed) {
    RecordPacking events = recordPacking(packing);
    return switch (packing.compression()) {
      case NONE -> new Records(events);
      case GZIP -> compressed(events, DeflateCompressor.gzip(), compressed);
      case ZLIB -> compressed(events, DeflateCompressor.zlib(), compressed);
      case ZSTD -> compressed(events, new ZstdCompressor(), compressed);
    };
  }

  private static Records compressed(
      RecordPacking events, RecordCompressor compressor, RequestMemory memory) {
    return new CompressedRecords(events, compressor, PooledByteBufAllocator.DEFAULT, memory);
  }

  static SinkKind.Format format(StreamOutput config, StreamRecords.Firehose records) {
    return new SinkKind.Format(
        () -> new FirehoseRecordForm(config.content(), records),
        maxRecordBytes(records.packing()),
        records.packing().aggregated() ? Integer.MAX_VALUE : LIMITS.maxRecords(),
        config.streamTemplate(),
        records.streamNames(),
        false);
  }
}
