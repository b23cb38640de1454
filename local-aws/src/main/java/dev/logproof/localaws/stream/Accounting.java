package dev.logproof.localaws.stream;

/**
 * What became of the records that were accepted. Pending is counted where the records lie, not
 * computed, so that the identity can fail.
 */
public record Accounting(
    long acceptedRecords, long deliveredRecords, long pendingRecords, long deliveredObjects) {
  /** Nothing yet. */
  public static final Accounting NONE = new Accounting(0, 0, 0, 0);

  /** This and {@code other}. */
  public Accounting plus(Accounting other) {
    return new Accounting(
        acceptedRecords + other.acceptedRecords,
        deliveredRecords + other.deliveredRecords,
        pendingRecords + other.pendingRecords,
        deliveredObjects + other.deliveredObjects);
  }

  /** True when accepted = delivered + pending. */
  public boolean balances() {
    return acceptedRecords == deliveredRecords + pendingRecords;
  }

  @Override
  public String toString() {
    return "accounting: accepted="
        + acceptedRecords
        + " delivered="
        + deliveredRecords
        + " pending="
        + pendingRecords
        + " objects="
        + deliveredObjects;
  }
}
