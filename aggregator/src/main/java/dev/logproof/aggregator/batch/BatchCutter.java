package dev.logproof.aggregator.batch;

import java.util.function.IntUnaryOperator;

/**
 * Cuts a run of records into the longest prefix that fits one request. Greedy and in order: that
 * keeps order, and costs at most one request more than an optimal packing. Stateless; any thread.
 */
public final class BatchCutter {
  private final FirehoseLimits limits;

  /** Cuts by {@code limits}. */
  public BatchCutter(FirehoseLimits limits) {
    this.limits = limits;
  }

  /**
   * The end (exclusive) of the batch that starts at record {@code first}.
   *
   * @param recordBytes the length of each record; each at most {@code maxRecordBytes}
   * @param count how many records there are
   */
  public int end(IntUnaryOperator recordBytes, int first, int count) {
    int last = Math.min(count, first + limits.maxRecords());
    long requestBytes = 0;
    for (int record = first; record < last; record++) {
      requestBytes += FirehoseLimits.base64Length(recordBytes.applyAsInt(record));
      if (requestBytes > limits.maxRequestBytes()) {
        return record;
      }
    }
    return last;
  }
}
