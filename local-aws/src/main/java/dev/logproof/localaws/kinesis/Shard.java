package dev.logproof.localaws.kinesis;

import dev.logproof.localaws.limits.Admission;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Records in order. Beyond a size, the oldest are forgotten, as at the end of a retention. Guarded
 * by its stream.
 */
final class Shard {
  private final Admission admission;
  private final long maxBytes;
  private final Deque<StoredRecord> records = new ArrayDeque<>();
  private long first;
  private long bytes;

  /** A record of a shard. */
  record StoredRecord(long number, String key, ByteBuffer data, Instant arrival) {}

  Shard(Admission admission, long maxBytes) {
    this.admission = admission;
    this.maxBytes = maxBytes;
  }

  boolean admits(int recordBytes) {
    return admission.admitsRecord(recordBytes);
  }

  /** Returns the number of the record. */
  long append(String key, byte[] data, Instant arrival) {
    long number = next();
    records.addLast(new StoredRecord(number, key, ByteBuffer.wrap(data), arrival));
    bytes += data.length;
    while (bytes > maxBytes) {
      bytes -= records.removeFirst().data().remaining();
      first++;
    }
    return number;
  }

  /** Returns the number of the oldest record. */
  long first() {
    return first;
  }

  /** Returns the number of the next record. */
  long next() {
    return first + records.size();
  }

  /** Returns records from {@code number} on, within the limits of one read. */
  List<StoredRecord> read(long number, int limit) {
    List<StoredRecord> read = new ArrayList<>();
    long sum = 0;
    for (StoredRecord each : records) {
      if (each.number() >= number) {
        sum += each.data().remaining();
        if (read.size() == limit || (sum > KinesisLimits.MAX_READ_BYTES && !read.isEmpty())) {
          break;
        }
        read.add(each);
      }
    }
    return read;
  }
}
