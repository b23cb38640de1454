package dev.logproof.localaws.stream;

/**
 * Counters of accepted records. Pending records are counted, not derived, so that the ledger
 * identity is a real check.
 *
 * @param backedUpRecords in S3 because OpenSearch rejected them
 */
public record Accounting(
    long acceptedRecords,
    long deliveredRecords,
    long backedUpRecords,
    long pendingRecords,
    long putObjects) {
  public static final Accounting NONE = new Accounting(0, 0, 0, 0, 0);

  /** Returns the sum. */
  public Accounting plus(Accounting other) {
    return new Accounting(
        acceptedRecords + other.acceptedRecords,
        deliveredRecords + other.deliveredRecords,
        backedUpRecords + other.backedUpRecords,
        pendingRecords + other.pendingRecords,
        putObjects + other.putObjects);
  }

  /** Returns whether accepted = delivered + backed up + pending. */
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
