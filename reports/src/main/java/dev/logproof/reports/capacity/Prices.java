package dev.logproof.reports.capacity;

import java.util.List;

/**
 * List prices of AWS, without discounts: the file of {@code --prices}.
 *
 * @param date day on which they were read, such as {@code 2026-03-31}
 * @param region region that they are of
 * @param currency such as {@code USD}
 * @param fargateVcpuHour Linux on x86
 * @param firehoseGb per GB (2^30 bytes) of a month, by tier, the first one from 0
 * @param loadBalancerCapacityUnitHour Network Load Balancer, TCP
 */
public record Prices(
    String date,
    String region,
    String currency,
    double fargateVcpuHour,
    double fargateGbHour,
    List<Tier> firehoseGb,
    double loadBalancerHour,
    double loadBalancerCapacityUnitHour) {
  /** Copies the tiers. */
  public Prices {
    firehoseGb = List.copyOf(firehoseGb);
  }

  /**
   * A price from a monthly volume on.
   *
   * @param price per GB
   */
  public record Tier(double fromGb, double price) {}

  /** Prices of us-east-1 and us-west-2, which are the same. */
  public static Prices builtIn() {
    return new Prices(
        "2026-03-31",
        "us-east-1, us-west-2",
        "USD",
        0.04048,
        0.004445,
        List.of(new Tier(0, 0.029), new Tier(512_000, 0.025), new Tier(2_048_000, 0.020)),
        0.0225,
        0.006);
  }

  /** Price of a month's volume at Firehose. */
  double firehose(double gigabytes) {
    double sum = 0;
    for (int i = 0; i < firehoseGb.size(); i++) {
      double end = i + 1 < firehoseGb.size() ? firehoseGb.get(i + 1).fromGb() : gigabytes;
      double inTier = Math.min(gigabytes, end) - firehoseGb.get(i).fromGb();
      sum += Math.max(0, inTier) * firehoseGb.get(i).price();
    }
    return sum;
  }

  /** First thing that is wrong with the numbers, or an empty string. */
  public String flaw() {
    double[] numbers = {
      fargateVcpuHour, fargateGbHour, loadBalancerHour, loadBalancerCapacityUnitHour
    };
    for (double number : numbers) {
      if (!isPrice(number)) {
        return "the price " + number + " is not a number of 0 or more";
      }
    }
    double last = -1;
    for (Tier tier : firehoseGb) {
      if (!isPrice(tier.price()) || !(tier.fromGb() > last) || !Double.isFinite(tier.fromGb())) {
        return "firehoseGb: expected tiers with a rising fromGb and a price of 0 or more";
      }
      last = tier.fromGb();
    }
    return firehoseGb.isEmpty() || firehoseGb.get(0).fromGb() != 0
        ? "firehoseGb: the first tier must have fromGb 0"
        : "";
  }

  private static boolean isPrice(double number) {
    return Double.isFinite(number) && number >= 0;
  }
}
