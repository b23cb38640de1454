package dev.logproof.localaws.stream;

/**
 * Counters of accepted records. Pending records are counted in their buffers rather than derived,
 * so that the ledger identity is a real check.
 *
 * @param deliveredRecords records delivered to their destination
 * @param backedUpRecords records in S3 because OpenSearch rejected them
 * @param putObjects objects stored in S3
 */
public record Accounting(
    long acceptedRecords,
    long deliveredRecords,
    long backedUpRecords,
    long pendingRecords,
    long putObjects) {
  /** All counters zero. */
  public static final Accounting NONE = new Accounting(0, 0, 0, 0, 0);

  /** Returns the sum of both. */
  public Accounting plus(Accounting other) {
    return new Accounting(
        acceptedRecords + other.acceptedRecords,
        deliveredRecords + other.deliveredRecords,
        backedUpRecords + other.backedUpRecords,
        pendingRecords + other.pendingRecords,
        putObjects + other.putObjects);
  }

  /** Returns true when accepted = delivered + backed up + pending. */
  public boolean balances() {
    return acceptedRecords == deliveredRecords + backedUpRecords + pendingRecords;
  }

  @Override
  public String toString() {
    return "accounting: accepted="
        + acceptedRecords
        + " delivered="
        + deliveredRecords
        + (backedUpRecords == 0 ? "" : " backed-up=" + backedUpRecords)
        + " pending="
        + pendingRecords
        + " objects="
        + putObjects;
  }
}
