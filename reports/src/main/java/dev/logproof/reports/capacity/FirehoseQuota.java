package dev.logproof.reports.capacity;

/** Default quota of one Firehose stream with direct PUT. */
public record FirehoseQuota(
    double bytesPerSecond, double recordsPerSecond, double requestsPerSecond) {
  private static final double MEBIBYTE = 1 << 20;

  private static final FirehoseQuota LARGE = new FirehoseQuota(5 * MEBIBYTE, 500_000, 2_000);
  private static final FirehoseQuota USUAL = new FirehoseQuota(MEBIBYTE, 100_000, 1_000);

  /** Quota in {@code region}. */
  public static FirehoseQuota of(String region) {
    return switch (region) {
      case "us-east-1", "us-west-2", "eu-west-1" -> LARGE;
      default -> USUAL;
    };
  }

  /** Smallest number of streams that take the delivery. */
  int streams(Delivery delivery) {
    double most =
        Math.max(
            delivery.bytesPerSecond() / bytesPerSecond,
            Math.max(
                delivery.recordsPerSecond() / recordsPerSecond,
                delivery.requestsPerSecond() / requestsPerSecond));
    return Math.max(1, TaskCount.ceil(most));
  }

  /** Name of the quota that the delivery fills first. */
  String binding(Delivery delivery) {
    double bytes = delivery.bytesPerSecond() / bytesPerSecond;
    double records = delivery.recordsPerSecond() / recordsPerSecond;
    double requests = delivery.requestsPerSecond() / requestsPerSecond;
    if (bytes >= records && bytes >= requests) {
      return Text.of(
          "%.2f of %.2f MiB/s", delivery.bytesPerSecond() / MEBIBYTE, bytesPerSecond / MEBIBYTE);
    }
    return records >= requests
        ? Text.of("%,.0f of %,.0f records/s", delivery.recordsPerSecond(), recordsPerSecond)
        : Text.of("%,.0f of %,.0f requests/s", delivery.requestsPerSecond(), requestsPerSecond);
  }
}
