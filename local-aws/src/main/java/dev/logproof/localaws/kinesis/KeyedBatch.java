package dev.logproof.localaws.kinesis;

import dev.logproof.localaws.stream.RecordBatch;
import java.util.ArrayList;
import java.util.List;

/** Records of one request and their partition keys. Confined to one event loop. */
final class KeyedBatch {
  private final RecordBatch records = new RecordBatch(KinesisLimits.MAX_RECORDS);
  private final List<String> keys = new ArrayList<>();

  void clear() {
    records.clear();
    keys.clear();
  }

  RecordBatch records() {
    return records;
  }

  int size() {
    return records.records();
  }

  void endKey(String key) {
    keys.add(key);
  }

  String key(int record) {
    return keys.get(record);
  }
}
