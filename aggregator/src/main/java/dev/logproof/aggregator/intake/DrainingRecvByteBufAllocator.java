package dev.logproof.aggregator.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Tracks whether the last read found the kernel's buffer empty. A read loop ends with a short read,
 * which saves a system call; after {@link #untilEmpty} it continues, within a limit, until a read
 * finds nothing, so that a reset loses nothing. Confined to its event loop.
 */
final class DrainingRecvByteBufAllocator implements RecvByteBufAllocator {
  private static final int MAX_READS_UNTIL_EMPTY = 256;

  private static final FixedRecvByteBufAllocator FIXED =
      new FixedRecvByteBufAllocator(EventLoopReadBuffer.READ_BYTES);

  private final IntSupplier readBytes;
  private boolean untilEmpty;
  private boolean empty;
  private int bytesRead;

  DrainingRecvByteBufAllocator(IntSupplier readBytes) {
    this.readBytes = readBytes;
  }

  void untilEmpty() {
    untilEmpty = true;
    empty = false;
  }

  /** Returns the bytes of the current or last read loop. */
  int bytesRead() {
    return bytesRead;
  }

  boolean sawEmpty() {
    return empty;
  }

  @Override
  public ExtendedHandle newHandle() {
    return new WatchedHandle((ExtendedHandle) FIXED.newHandle());
  }

  /** Records the results of reads. */
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
      bytesRead = 0;
      super.reset(config);
    }

    @Override
    public void lastBytesRead(int bytes) {
      reads++;
      empty = bytes <= 0;
      bytesRead += Math.max(0, bytes);
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
