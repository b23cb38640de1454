package dev.logproof.reports.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Cost, by hand. */
class MonthlyCostTest {
  private static final Prices PRICES = Prices.builtIn();

  /**
   * The example of Firehose's price page: 100 records/s of 3 KB are billed as 500 KB/s. Its month
   * of 30 days has 1,235.96 GB; one of 730 hours has 1,253.13 GB, which cost 36.34 USD.
   */
  @Test
  void billsRecordsInStepsOfFiveKilobytes() {
    Demand demand = new Demand(100 * 3072.0, 3072, "");
    MonthlyCost cost = cost(DeliveryForm.LINES, demand, 1);
    assertThat(cost.billedGigabytes()).isCloseTo(1235.96 * 730 / 720, within(0.01));
    assertThat(cost.firehose()).isCloseTo(36.34, within(0.01));
  }

  /** 512,000 GB × 0.029 + 1,536,000 GB × 0.025 + 1,000 GB × 0.020. */
  @Test
  void pricesEachTierOfTheMonth() {
    assertThat(PRICES.firehose(100)).isCloseTo(2.9, within(1e-9));
    assertThat(PRICES.firehose(2_049_000)).isCloseTo(14_848 + 38_400 + 20, within(1e-6));
  }

  /** 5 × (4 × 0.04048 + 8 × 0.004445) × 730 = 720.802. */
  @Test
  void pricesTasksByVcpuAndMemory() {
    assertThat(cost(DeliveryForm.LINES, new Demand(45e6, 300, ""), 5).tasks())
        .isCloseTo(720.802, within(0.001));
  }

  /** 45 MB/s = 162 GB/h: (0.0225 + 162 × 0.006) × 730 = 725.985. */
  @Test
  void pricesLoadBalancerByBytes() {
    assertThat(cost(DeliveryForm.LINES, new Demand(45e6, 300, ""), 5).loadBalancer())
        .isCloseTo(725.985, within(0.001));
  }

  /** 1,000,000 connections are 10 units, more than 0.36 GB/h. */
  @Test
  void pricesLoadBalancerByConnectionsWhenTheyAreMore() {
    Demand small = new Demand(1e5, 300, "");
    MonthlyCost cost =
        MonthlyCost.of(
            Delivery.of(DeliveryForm.LINES, small, 1, 8),
            small,
            1,
            new TaskSize(4, 8e9, 2e9),
            1_000_000,
            PRICES);
    assertThat(cost.loadBalancer()).isCloseTo((0.0225 + 0.06) * 730, within(1e-9));
  }

  @Test
  void costsLessPackedThanOneRecordPerLine() {
    Demand demand = new Demand(45e6, 300, "");
    double lines = cost(DeliveryForm.LINES, demand, 5).total();
    double packed = cost(DeliveryForm.AGGREGATED, demand, 5).total();
    assertThat(packed).isLessThan(lines / 5);
  }

  @Test
  void namesFlawsOfPrices() {
    assertThat(PRICES.flaw()).isEmpty();
    assertThat(with(List.of()).flaw()).contains("fromGb 0");
    assertThat(with(List.of(new Prices.Tier(0, -1))).flaw()).contains("price of 0 or more");
    assertThat(with(List.of(new Prices.Tier(0, 1), new Prices.Tier(0, 1))).flaw())
        .contains("rising");
  }

  private static Prices with(List<Prices.Tier> tiers) {
    return new Prices("2026-01-01", "eu-central-1", "EUR", 1, 1, tiers, 1, 1);
  }

  private static MonthlyCost cost(DeliveryForm form, Demand demand, int tasks) {
    return MonthlyCost.of(
        Delivery.of(form, demand, tasks, 8), demand, tasks, new TaskSize(4, 8e9, 2e9), 0, PRICES);
  }
}
