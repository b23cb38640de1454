package dev.logproof.reports.capacity;

/**
 * Load of Firehose per second in one form.
 *
 * @param recordBytes size of a record
 */
record Delivery(
    DeliveryForm form,
    double recordBytes,
    double recordsPerSecond,
    double requestsPerSecond,
    double bytesPerSecond) {
  /** Largest record that Firehose takes. */
  static final double MAX_RECORD_BYTES = 1_024_000;

  private static final double MAX_REQUEST_BYTES = 4 << 20;
  private static final double MAX_REQUEST_RECORDS = 500;

  /** Firehose bills records in steps of 5 KB. */
  private static final double BILLING_STEP = 5 * 1024;

  /** Flush interval of the article's buffers: a task packs at most what arrives in this time. */
  private static final double FLUSH_SECONDS = 1;

  /**
   * Computes the delivery of {@code demand} by {@code tasks}.
   *
   * @param compression size of packed lines divided by their compressed size, at least 1
   */
  static Delivery of(DeliveryForm form, Demand demand, int tasks, double compression) {
    double packed =
        Math.max(
            demand.bytesPerLine(),
            Math.min(MAX_RECORD_BYTES, demand.bytesPerSecond() / tasks * FLUSH_SECONDS));
    return switch (form) {
      case LINES -> of(form, demand.bytesPerLine(), demand.linesPerSecond());
      case AGGREGATED -> of(form, packed, demand.bytesPerSecond() / packed);
      case COMPRESSED -> of(form, packed / compression, demand.bytesPerSecond() / packed);
    };
  }

  private static Delivery of(DeliveryForm form, double recordBytes, double recordsPerSecond) {
    double perRequest =
        Math.max(
            1, Math.min(MAX_REQUEST_RECORDS, Math.floor(MAX_REQUEST_BYTES / base64(recordBytes))));
    return new Delivery(
        form,
        recordBytes,
        recordsPerSecond,
        recordsPerSecond / perRequest,
        recordBytes * recordsPerSecond);
  }

  private static double base64(double bytes) {
    return Math.ceil(bytes / 3) * 4;
  }

  /** Bytes per second after each record is rounded up to a multiple of 5 KB. */
  double billedBytesPerSecond() {
    return recordsPerSecond * Math.ceil(recordBytes / BILLING_STEP) * BILLING_STEP;
  }
}
