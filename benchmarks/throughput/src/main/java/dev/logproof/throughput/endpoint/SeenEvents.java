package dev.logproof.throughput.endpoint;

import dev.logproof.throughput.event.EventMark;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Bit set of the arrived events, in pages allocated on demand. Numbers beyond the last page are
 * foreign, which bounds the memory. Thread-safe.
 */
final class SeenEvents {
  private static final int PAGE_BITS = 1 << 20;
  private static final int MAX_PAGES_A_SOURCE = 1 << 10;

  private final AtomicReferenceArray<AtomicLongArray> pages =
      new AtomicReferenceArray<>(EventMark.MAX_SOURCES * MAX_PAGES_A_SOURCE);

  /** Result of recording an event. */
  enum Sight {
    FIRST,
    AGAIN,
    /** Never sent by the load. */
    FOREIGN
  }

  Sight see(int source, long sequence) {
    if (source < 0
        || source >= EventMark.MAX_SOURCES
        || sequence < 0
        || sequence >= (long) MAX_PAGES_A_SOURCE * PAGE_BITS) {
      return Sight.FOREIGN;
    }
    int at = (int) (sequence % PAGE_BITS);
    long bit = 1L << (at & 63);
    AtomicLongArray page = page(source * MAX_PAGES_A_SOURCE + (int) (sequence / PAGE_BITS));
    long before = page.getAndAccumulate(at >>> 6, bit, (old, added) -> old | added);
    return (before & bit) == 0 ? Sight.FIRST : Sight.AGAIN;
  }

  private AtomicLongArray page(int index) {
    AtomicLongArray page = pages.get(index);
    if (page == null) {
      pages.compareAndSet(index, null, new AtomicLongArray(PAGE_BITS / Long.SIZE));
      page = pages.get(index);
    }
    return page;
  }
}
