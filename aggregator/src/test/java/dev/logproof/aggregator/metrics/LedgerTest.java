package dev.logproof.aggregator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The ledger balances, and reports when it does not. */
class LedgerTest {
  private final Ledger ledger = new Ledger();

  @Test
  void balancesEveryEvent() {
    ledger.received(10, 3_000);
    ledger.held(7);
    ledger.heldDelivered(4);
    ledger.heldRejected(RejectCause.REFUSED_BY_FIREHOSE, 1);
    ledger.rejected(RejectCause.UNMATCHED_TAG, 2);
    ledger.delivered(1);
    Accounting counters = ledger.accounting();
    assertThat(counters.balanced()).isTrue();
    assertThat(counters.line())
        .isEqualTo(
            "accounting: received=10 delivered=5 rejected=3"
                + " (refused_by_firehose=1, unmatched_tag=2) pending=2");
  }

  @Test
  void omitsCausesWithoutRejections() {
    assertThat(ledger.accounting().line())
        .isEqualTo("accounting: received=0 delivered=0 rejected=0 pending=0");
  }

  @Test
  void reportsEventsLeftOnDiskApartFromReceived() {
    ledger.left(new LeftOnDisk(100, 23, 0));
    ledger.left(LeftOnDisk.unread(1));
    Accounting counters = ledger.accounting();
    assertThat(counters.line())
        .isEqualTo(
            "accounting: received=0 delivered=0 rejected=0 pending=0"
                + " left=123 (unclaimed=100, damaged=23, unread_files=1)");
    assertThat(counters.balanced()).isTrue();
    assertThat(counters.isComplete()).isFalse();
  }

  @Test
  void reportsUnreadFilesWithoutOtherCauses() {
    ledger.left(LeftOnDisk.unread(2));
    assertThat(ledger.accounting().line()).endsWith(" pending=0 left=0 (unread_files=2)");
    assertThat(ledger.accounting().isComplete()).isFalse();
  }

  @Test
  void detectsVanishedEvent() {
    ledger.received(1, 300);
    assertThat(ledger.accounting().balanced()).isFalse();
  }
}
