package dev.logproof.aggregator.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Knows whether the kernel's buffer of one connection was seen empty by the last read. In normal
 * work a read loop ends with a short read, which saves a system call; once {@link #untilEmpty} is
 * asked for, it ends only when a read finds nothing, so that a reset right afterwards loses
 * nothing. All connections of a loop read into {@link EventLoopReadBuffer}. Confined to the
 * connection's event loop.
 */
final class DrainingRecvByteBufAllocator implements RecvByteBufAllocator {
  private static final int MAX_READS_UNTIL_EMPTY = 256;

  private static final FixedRecvByteBufAllocator FIXED =
      new FixedRecvByteBufAllocator(EventLoopReadBuffer.READ_BYTES);

  private final IntSupplier readBytes;
  private boolean untilEmpty;
  private boolean empty;
  private boolean broughtData;

  /** One read brings at most what {@code readBytes} says then. */
  DrainingRecvByteBufAllocator(IntSupplier readBytes) {
    this.readBytes = readBytes;
  }

  /** From now on reads go on until they find nothing. */
  void untilEmpty() {
    untilEmpty = true;
    empty = false;
  }

  /** True when a read of the current read loop, or of the last one, brought data. */
  boolean broughtData() {
    return broughtData;
  }

  /** True when the last read found nothing. */
  boolean sawEmpty() {
    return empty;
  }

  @Override
  public ExtendedHandle newHandle() {
    return new WatchedHandle((ExtendedHandle) FIXED.newHandle());
  }

  /** Passes everything on and looks at what the reads returned. */
  private final class WatchedHandle extends DelegatingHandle implements ExtendedHandle {
    private int reads;

    WatchedHandle(ExtendedHandle delegate) {
      super(delegate);
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      return EventLoopReadBuffer.take(allocator, readBytes.getAsInt());
    }

    @Override
    public void reset(io.netty.channel.ChannelConfig config) {
      reads = 0;
      broughtData = false;
      super.reset(config);
    }

    @Override
    public void lastBytesRead(int bytes) {
      reads++;
      empty = bytes <= 0;
      broughtData |= !empty;
      super.lastBytesRead(bytes);
    }

    @Override
    public boolean continueReading() {
      return untilEmpty ? more() : super.continueReading();
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
      return untilEmpty ? more() : ((ExtendedHandle) delegate()).continueReading(maybeMoreData);
    }

    private boolean more() {
      return !empty && reads < MAX_READS_UNTIL_EMPTY;
    }
  }
}
