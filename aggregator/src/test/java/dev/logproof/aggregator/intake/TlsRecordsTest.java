package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

/** The boundary between records is found however they are cut. */
class TlsRecordsTest {
  /** Two records, of 3 and of 258 bytes. */
  private static final byte[] RECORDS = new byte[5 + 3 + 5 + 258];

  static {
    RECORDS[4] = 3;
    RECORDS[8 + 3] = 1;
    RECORDS[8 + 4] = 2;
  }

  @Test
  void onlyTheEndOfARecordIsABoundaryWhereverTheBytesAreCut() {
    for (int cut = 1; cut <= RECORDS.length; cut++) {
      TlsRecords records = new TlsRecords();
      EmbeddedChannel channel = new EmbeddedChannel(records);
      channel.writeInbound(Unpooled.copiedBuffer(RECORDS, 0, cut));
      boolean whole = cut == 8 || cut == RECORDS.length;
      assertThat(records.atBoundary()).as("after %d bytes", cut).isEqualTo(whole);
      channel.writeInbound(Unpooled.copiedBuffer(RECORDS, cut, RECORDS.length - cut));
      assertThat(records.atBoundary()).as("cut after %d bytes", cut).isTrue();
      channel.finishAndReleaseAll();
    }
  }
}
