package dev.logproof.localaws.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Counts records whose sender does not know that they were accepted. */
class AmbiguousRecordsTest {
  private final RequestFaults faults = new RequestFaults(() -> 0);

  /** A slow response can fail after the next fault began. */
  @Test
  void countsAmbiguousRecordsSinceLastFaultAndSinceStart() {
    faults.begin(RequestFaultPlan.of(Map.of("fault", "throttle")));
    faults.ambiguous(7);
    faults.begin(RequestFaultPlan.of(Map.of("fault", "throttle")));
    faults.ambiguous(2);
    assertThat(faults.report().ambiguousRecords()).isEqualTo(2);
    assertThat(faults.report().ambiguousRecordsInAll()).isEqualTo(9);
  }
}
