package dev.logproof.localaws.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The quota uses the injected clock only. */
class StreamQuotaTest {
  private static final int MIB = 1 << 20;
  private final AtomicLong nanos = new AtomicLong(17);

  @Test
  void admitsOneSecondOfBytesAtOnceThenAtRate() {
    Admission admission = StreamQuota.ofBytes(2 * MIB).enforce(nanos::get);

    assertThat(admission.admitsRecord(MIB)).isTrue();
    assertThat(admission.admitsRecord(MIB)).isTrue();
    assertThat(admission.admitsRecord(1)).isFalse();

    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
    assertThat(admission.admitsRecord(MIB + 1)).isFalse();
    assertThat(admission.admitsRecord(MIB)).isTrue();
    assertThat(admission.admitsRecord(1)).isFalse();
  }

  @Test
  void savesAtMostOneSecondOfUnusedQuota() {
    Admission admission = StreamQuota.ofBytes(2 * MIB).enforce(nanos::get);

    nanos.addAndGet(TimeUnit.HOURS.toNanos(1));

    assertThat(admitted(admission, 10, MIB)).isEqualTo(2);
  }

  @Test
  void admitsLargestRecordAtSmallestRate() {
    Admission admission = StreamQuota.ofBytes(1000).enforce(nanos::get);

    assertThat(admission.admitsRecord(FirehoseLimits.MAX_RECORD_BYTES)).isTrue();
    assertThat(admission.admitsRecord(1)).isFalse();
  }

  @Test
  void limitsRecordsAndRequests() {
    Admission admission = new StreamQuota(MIB, 3, 2).enforce(nanos::get);

    assertThat(admitted(admission, 5, 1)).isEqualTo(3);
    assertThat(admission.admitsRequest()).isTrue();
    assertThat(admission.admitsRequest()).isTrue();
    assertThat(admission.admitsRequest()).isFalse();
  }

  @Test
  void appliesQuotaOfRegion() {
    assertThat(StreamQuota.ofRegion("us-west-2"))
        .isEqualTo(new StreamQuota(5 * MIB, 500_000, 2_000));
    assertThat(StreamQuota.ofRegion("eu-central-1"))
        .isEqualTo(new StreamQuota(MIB, 100_000, 1_000));
  }

  private static long admitted(Admission admission, int records, int bytes) {
    return IntStream.range(0, records).filter(i -> admission.admitsRecord(bytes)).count();
  }
}
