package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.Addressed;
import dev.logproof.aggregator.buffer.RecordForm;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Writes events as entries of the forward protocol, after their tag. Confined to one event loop.
 */
final class EntryForm implements RecordForm {
  private final boolean timeAsInteger;
  private final ByteBuf tag = Unpooled.buffer(64);
  private long seconds;
  private int nanos;

  EntryForm(boolean timeAsInteger) {
    this.timeAsInteger = timeAsInteger;
  }

  @Override
  public void tag(ByteBuf buffer, int offset, int length) {
    tag.clear().writeBytes(buffer, offset, length);
  }

  @Override
  public void time(long epochSeconds, int nanosOfSecond) {
    seconds = epochSeconds;
    nanos = nanosOfSecond;
  }

  @Override
  public boolean write(ByteBuf event, int offset, int length, ByteBuf out) {
    Addressed.write(tag, out);
    out.writeByte(0x92);
    if (timeAsInteger) {
      out.writeByte(0xce).writeInt((int) seconds);
    } else {
      out.writeShort(0xd700).writeInt((int) seconds).writeInt(nanos);
    }
    out.writeBytes(event, offset, length);
    return true;
  }
}
