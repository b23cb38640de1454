package dev.logproof.localaws.stream;

/**
 * What became of the records that were accepted. Pending is counted where the records lie, not
 * computed, so that the identity can fail.
 *
 * @param deliveredRecords where they were to go
 * @param backedUpRecords in S3 because OpenSearch did not take them
 * @param putObjects put into S3
 */
public record Accounting(
    long acceptedRecords,
    long deliveredRecords,
    long backedUpRecords,
    long pendingRecords,
    long putObjects) {
  /** Nothing yet. */
  public static final Accounting NONE = new Accounting(0, 0, 0, 0, 0);

  /** This and {@code other}. */
  public Accounting plus(Accounting other) {
    return new Accounting(
        acceptedRecords + other.acceptedRecords,
        deliveredRecords + other.deliveredRecords,
        backedUpRecords + other.backedUpRecords,
        pendingRecords + other.pendingRecords,
        putObjects + other.putObjects);
  }

  /** True when accepted = delivered + backed up + pending. */
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
