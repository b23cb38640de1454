package dev.logproof.reports.capacity;

/**
 * Cost of a month of 730 hours at the planned load, around the clock. Not in it: S3, OpenSearch,
 * NAT gateways or VPC endpoints, transfer between zones, taxes and discounts.
 *
 * @param billedGigabytes at Firehose
 */
record MonthlyCost(double billedGigabytes, double firehose, double tasks, double loadBalancer) {
  private static final double HOURS = 730;
  private static final double SECONDS_PER_HOUR = 3600;

  /** Firehose bills a GB of 2^30 bytes. */
  private static final double FIREHOSE_GB = 1 << 30;

  /** A capacity unit of a Network Load Balancer: 10^9 bytes per hour, or 100,000 flows. */
  private static final double UNIT_BYTES = 1e9;

  private static final double UNIT_FLOWS = 100_000;

  static MonthlyCost of(
      Delivery delivery, Demand demand, int tasks, TaskSize size, int connections, Prices prices) {
    double billed = delivery.billedBytesPerSecond() * SECONDS_PER_HOUR * HOURS / FIREHOSE_GB;
    double task =
        size.vcpus() * prices.fargateVcpuHour() + size.memoryBytes() / 1e9 * prices.fargateGbHour();
    double units =
        Math.max(demand.bytesPerSecond() * SECONDS_PER_HOUR / UNIT_BYTES, connections / UNIT_FLOWS);
    return new MonthlyCost(
        billed,
        prices.firehose(billed),
        tasks * task * HOURS,
        (prices.loadBalancerHour() + units * prices.loadBalancerCapacityUnitHour()) * HOURS);
  }

  double total() {
    return firehose + tasks + loadBalancer;
  }
}
