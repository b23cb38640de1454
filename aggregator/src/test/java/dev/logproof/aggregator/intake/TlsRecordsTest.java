package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole TLS records are passed on however input is split; held bytes are counted. */
class TlsRecordsTest {
  private static final int FIRST_BYTES = 5 + 3;
  private static final byte[] RECORDS = new byte[FIRST_BYTES + 5 + 258];

  static {
    header(0, 3);
    header(FIRST_BYTES, 258);
  }

  private final IntakeMemory memory = new IntakeMemory(1 << 20);
  private final TlsRecords records = new TlsRecords(memory);
  private final EmbeddedChannel channel = new EmbeddedChannel(records);

  private static void header(int at, int bodyBytes) {
    RECORDS[at] = 22;
    RECORDS[at + 1] = 3;
    RECORDS[at + 2] = 1;
    RECORDS[at + 3] = (byte) (bodyBytes >> 8);
    RECORDS[at + 4] = (byte) bodyBytes;
  }

  @AfterEach
  void closes() {
    channel.finishAndReleaseAll();
    assertThat(memory.heldBytes()).isZero();
  }

  private void read(byte[] bytes, int from, int to) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes, from, to - from));
  }

  private List<byte[]> passedOn() {
    List<byte[]> all = new ArrayList<>();
    for (ByteBuf each = channel.readInbound(); each != null; each = channel.readInbound()) {
      byte[] bytes = new byte[each.readableBytes()];
      each.readBytes(bytes).release();
      all.add(bytes);
    }
    return all;
  }

  @Test
  void passesWholeRecordsWhereverReadsSplit() {
    for (int first = 1; first < RECORDS.length; first++) {
      for (int second = first; second <= RECORDS.length; second += 7) {
        read(RECORDS, 0, first);
        boolean whole = first == FIRST_BYTES;
        assertThat(records.atBoundary()).as("after %d bytes", first).isEqualTo(whole);
        assertThat(memory.heldBytes() == 0).isEqualTo(whole);
        List<byte[]> passed = passedOn();
        assertThat(passed).hasSize(first < FIRST_BYTES ? 0 : 1);
        read(RECORDS, first, second);
        read(RECORDS, second, RECORDS.length);
        assertThat(records.atBoundary()).as("cut after %d and %d bytes", first, second).isTrue();
        assertThat(memory.heldBytes()).isZero();
        passed.addAll(passedOn());
        assertThat(total(passed)).containsExactly(RECORDS);
      }
    }
  }

  private static byte[] total(List<byte[]> parts) {
    ByteBuf all = Unpooled.buffer();
    parts.forEach(all::writeBytes);
    byte[] bytes = new byte[all.readableBytes()];
    all.readBytes(bytes);
    return bytes;
  }

  @Test
  void holdsNoMoreThanOneRecord() {
    byte[] head = {22, 3, 1, 0x40, 0};
    read(head, 0, head.length);
    byte[] one = new byte[1];
    for (int i = 0; i < 0x4000 - 1; i++) {
      read(one, 0, 1);
    }
    assertThat(passedOn()).isEmpty();
    assertThat(memory.heldBytes()).isBetween(0x4004L, 0x8000L);
    read(one, 0, 1);
    assertThat(passedOn()).singleElement().satisfies(r -> assertThat(r).hasSize(0x4005));
  }

  @Test
  void releasesIncompleteRecordOnClose() {
    read(RECORDS, 0, 100);
    assertThat(memory.heldBytes()).isPositive();
    channel.close();
    assertThat(memory.heldBytes()).isZero();
    passedOn();
  }

  @Test
  void passesNonTlsBytesAtOnce() {
    byte[] plain = "GET / HTTP/1.1".getBytes(US_ASCII);
    read(plain, 0, 3);
    assertThat(passedOn()).isEmpty();
    read(plain, 3, plain.length);
    assertThat(total(passedOn())).containsExactly(plain);
    read(plain, 0, 2);
    assertThat(total(passedOn())).containsExactly(plain[0], plain[1]);
  }

  @Test
  void passesTooLongRecordAtOnce() {
    byte[] record = {23, 3, 3, (byte) 0xff, (byte) 0xff, 1};
    read(record, 0, record.length);
    assertThat(total(passedOn())).containsExactly(record);
  }

  @Test
  void readsNothingWhileAutoReadIsOff() {
    List<String> reads = new ArrayList<>();
    EmbeddedChannel watched =
        new EmbeddedChannel(
            new ChannelOutboundHandlerAdapter() {
              @Override
              public void read(ChannelHandlerContext ctx) throws Exception {
                reads.add("read");
                ctx.read();
              }
            },
            new TlsRecords(memory));
    watched.config().setAutoRead(false);
    reads.clear();
    watched.read();
    assertThat(reads).isEmpty();
    watched.config().setAutoRead(true);
    assertThat(reads).hasSize(1);
    watched.finishAndReleaseAll();
  }
}
