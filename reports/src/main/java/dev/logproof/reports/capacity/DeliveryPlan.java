package dev.logproof.reports.capacity;

import dev.logproof.record.result.PlanResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Streams and cost of each form of delivery.
 *
 * @param sentences one per number
 */
record DeliveryPlan(List<PlanResult.Delivery> results, List<String> sentences) {
  static DeliveryPlan of(PlanInput input, int tasks) {
    List<PlanResult.Delivery> results = new ArrayList<>();
    List<String> sentences = new ArrayList<>();
    sentences.add(
        Text.of(
            "a line has %.0f B (%s): %,.0f lines/s",
            input.demand().bytesPerLine(),
            input.demand().bytesPerLineBasis(),
            input.demand().linesPerSecond()));
    String region = input.firehose().region();
    FirehoseQuota quota = FirehoseQuota.of(region);
    for (DeliveryForm form : DeliveryForm.values()) {
      double compression = input.firehose().compression();
      Delivery delivery = Delivery.of(form, input.demand(), tasks, compression);
      int connections = input.clients().connections();
      MonthlyCost cost =
          MonthlyCost.of(
              delivery, input.demand(), tasks, input.size(), connections, input.prices());
      PlanResult.Delivery result = result(delivery, quota.streams(delivery), cost);
      results.add(result);
      sentences.add(
          Text.of(
              "%s: %d stream%s in %s, by %s of one stream%s",
              form.word(),
              result.streams(),
              result.streams() == 1 ? "" : "s",
              region,
              quota.binding(delivery),
              form == DeliveryForm.COMPRESSED
                  ? Text.of(", if lines shrink by a factor of %s (--compression)", compression)
                  : ""));
      sentences.add(cost(result, input.prices()));
    }
    sentences.add(
        Text.of(
            "prices: list prices of %s%s in %s as of %s, check them; S3, OpenSearch, NAT gateways or"
                + " VPC endpoints, traffic between zones, taxes and discounts are not in them",
            input.prices().region(),
            input.prices().region().contains(region) ? "" : " (not of " + region + ")",
            input.prices().currency(),
            input.prices().date()));
    return new DeliveryPlan(results, sentences);
  }

  private static PlanResult.Delivery result(Delivery delivery, int streams, MonthlyCost cost) {
    return new PlanResult.Delivery(
        delivery.form().word(),
        delivery.recordBytes(),
        delivery.recordsPerSecond(),
        delivery.requestsPerSecond(),
        delivery.bytesPerSecond(),
        streams,
        cost.billedGigabytes(),
        cost.firehose(),
        cost.tasks(),
        cost.loadBalancer(),
        cost.total());
  }

  private static String cost(PlanResult.Delivery delivery, Prices prices) {
    return Text.of(
        "%s: %,.0f %s per month: Firehose %,.0f for %,.0f GB billed (records of %,.0f B, rounded up"
            + " to 5 KB each), tasks %,.0f, load balancer %,.0f",
        delivery.form(),
        delivery.totalPerMonth(),
        prices.currency(),
        delivery.firehosePerMonth(),
        delivery.billedGigabytesPerMonth(),
        delivery.recordBytes(),
        delivery.tasksPerMonth(),
        delivery.loadBalancerPerMonth());
  }
}
