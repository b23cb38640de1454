package dev.logproof.aggregator.s3;

import dev.logproof.aggregator.config.S3Output.Mark;
import dev.logproof.aggregator.config.S3Output.Naming;
import dev.logproof.aggregator.delivery.ChunkId;
import java.util.UUID;

/**
 * The keys that an object of one chunk may have, the same for each attempt. Immutable.
 *
 * @param template key with marks
 * @param timeOfDay of the first attempt, as {@code %{hms_slice}}
 */
record ObjectKeys(Naming naming, String template, ChunkId id, String timeOfDay) {
  /** Returns the key with an index; a key without a place for it gets one from 1 on. */
  String key(int index) {
    String name = id.toString();
    String key =
        template
            .replace(String.valueOf(Mark.INDEX), naming.indexFormat().formatted(index))
            .replace(String.valueOf(Mark.HEX_RANDOM), name.substring(0, naming.hexDigits()))
            .replace(String.valueOf(Mark.UUID), new UUID(id.high(), id.low()).toString())
            .replace(String.valueOf(Mark.CHUNK_ID), name)
            .replace(String.valueOf(Mark.TIME_OF_DAY), timeOfDay);
    boolean hasIndex = template.indexOf(Mark.INDEX) >= 0;
    return index == 0 || hasIndex ? key : withIndex(key, index);
  }

  private static String withIndex(String key, int index) {
    int dot = key.lastIndexOf('.');
    int end = dot > key.lastIndexOf('/') ? dot : key.length();
    return key.substring(0, end) + "_" + index + key.substring(end);
  }
}
