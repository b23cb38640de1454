package dev.logproof.aggregator.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Requests are filled as far as the Firehose limits allow. */
class RequestRoomTest {
  private static final FirehoseLimits LIMITS = FirehoseLimits.PUT_RECORD_BATCH;
  private final RequestRoom room = new RequestRoom(LIMITS);

  @Test
  void fitsFiveHundredSmallRecords() {
    assertThat(end(record -> 100, 0, 500)).isEqualTo(500);
    assertThat(end(record -> 100, 0, 501)).isEqualTo(500);
    assertThat(end(record -> 100, 500, 501)).isEqualTo(501);
  }

  @Test
  void countsBytesAfterBase64() {
    int threeQuartersOfAMebibyte = 3 * (1 << 20) / 4;
    assertThat(end(record -> threeQuartersOfAMebibyte, 0, 10)).isEqualTo(4);
    assertThat(end(record -> threeQuartersOfAMebibyte + 1, 0, 10)).isEqualTo(3);
  }

  @Test
  void fitsLargestRecord() {
    assertThat(end(record -> LIMITS.maxRecordBytes(), 0, 1)).isEqualTo(1);
  }

  @RepeatedTest(20)
  void fillsEveryBatchAndAssignsEachRecordOnce(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    SplittableRandom random = new SplittableRandom(seed);
    int[] sizes = random.ints(3_000, 0, random.nextInt(1, LIMITS.maxRecordBytes())).toArray();
    int first = 0;
    while (first < sizes.length) {
      int end = end(record -> sizes[record], first, sizes.length);
      assertThat(end).as("seed %d", seed).isGreaterThan(first);
      assertThat(fits(sizes, first, end)).as("seed %d", seed).isTrue();
      assertThat(end == sizes.length || !fits(sizes, first, end + 1)).as("seed %d", seed).isTrue();
      first = end;
    }
  }

  private int end(IntUnaryOperator recordBytes, int first, int count) {
    room.clear();
    int end = first;
    while (end < count && room.take(recordBytes.applyAsInt(end), 0)) {
      end++;
    }
    assertThat(room.records()).isEqualTo(end - first);
    return end;
  }

  private static boolean fits(int[] sizes, int first, int end) {
    long bytes = 0;
    for (int record = first; record < end; record++) {
      bytes += FirehoseLimits.base64Length(sizes[record]);
    }
    return end - first <= LIMITS.maxRecords() && bytes <= LIMITS.maxRequestBytes();
  }
}
