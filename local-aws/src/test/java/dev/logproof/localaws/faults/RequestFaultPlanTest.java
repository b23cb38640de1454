package dev.logproof.localaws.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Verifies parsing of {@code --request-fault}. */
class RequestFaultPlanTest {
  @Test
  void parsesRequestFaultOption() {
    assertThat(RequestFaultPlan.parse("fault=partial, records=0.3, seed=7, forMillis=60000"))
        .isEqualTo(new RequestFaultPlan(new RequestFault.RecordsRefused(0.3), 7, 1, 60_000, ""));
    assertThat(RequestFaultPlan.parse("fault=outage,how=reset,share=0.5"))
        .isEqualTo(new RequestFaultPlan(new RequestFault.Outage(false), 0, 0.5, 0, ""));
  }

  @Test
  void rejectsMalformedPlanNamingField() {
    assertThatThrownBy(() -> RequestFaultPlan.parse("throttle"))
        .hasMessageContaining("'throttle': expected name=value");
    assertThatThrownBy(() -> RequestFaultPlan.parse("fault=throttle,seed=x"))
        .hasMessageContaining("seed 'x': expected a whole number");
    assertThatThrownBy(() -> RequestFaultPlan.parse("fault=throttle,forMillis=-1"))
        .hasMessageContaining("forMillis '-1': expected 0 or more");
    assertThatThrownBy(() -> RequestFaultPlan.parse("fault=slow,stream=a"))
        .hasMessageContaining("stream 'a': only with fault throttle, error or partial");
  }
}
