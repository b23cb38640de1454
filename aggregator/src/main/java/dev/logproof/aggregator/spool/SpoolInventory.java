package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.LeftOnDisk;
import dev.logproof.aggregator.spool.SpoolRegion.CutEntry;
import dev.logproof.aggregator.spool.SpoolRegion.Entry;
import dev.logproof.aggregator.spool.disk.Disk;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the events of streams without an output; their files stay in place. Reads only headers, on
 * a separate thread, since there may be many.
 */
final class SpoolInventory {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolInventory.class);

  private final Disk disk;
  private final Map<StreamId, List<SpoolFileRef>> unclaimed;
  private final Ledger ledger;
  private final Thread thread;
  private int uncounted;
  private boolean stopped;

  SpoolInventory(Disk disk, Map<StreamId, List<SpoolFileRef>> unclaimed, Ledger ledger) {
    this.disk = disk;
    this.unclaimed = unclaimed;
    this.ledger = ledger;
    this.uncounted = unclaimed.values().stream().mapToInt(List::size).sum();
    this.thread = new Thread(this::count, "spool-inventory");
    this.thread.setDaemon(true);
  }

  void start() {
    if (uncounted > 0) {
      thread.start();
    }
  }

  void count() {
    unclaimed.forEach(
        (stream, files) -> {
          AtomicLong events = new AtomicLong();
          files.forEach(file -> events.addAndGet(countFile(file)));
          LOG.error(
              "the spool holds {} events of {} in {} files, such as {}, and no output delivers to"
                  + " that stream: add one, or remove the files",
              events,
              stream,
              files.size(),
              files.get(0).path());
        });
  }

  private long countFile(SpoolFileRef ref) {
    try {
      Count count = countEntries(ref);
      counted(count.events(), count.damaged() ? 1 : 0);
      return count.events();
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      LOG.error("cannot read {}: {}", ref.path(), e.toString());
      counted(0, 1);
      return 0;
    }
  }

  private synchronized void counted(long events, int unread) {
    if (!stopped) {
      uncounted--;
      ledger.left(new LeftOnDisk(events, 0, unread));
    }
  }

  private Count countEntries(SpoolFileRef ref) throws IOException {
    Set<Long> acked = new AckedOffsets(disk, ref.path(), ref.identity()).read();
    long events = 0;
    boolean unreadable = false;
    try (SpoolReader reader = SpoolReader.open(disk, ref.path(), ref.identity())) {
      Optional<SpoolRegion> region = reader.next();
      while (region.isPresent()) {
        if (region.get() instanceof Entry entry && !acked.contains(entry.header().offset())) {
          events += entry.header().records();
        } else if (region.get() instanceof CutEntry cut) {
          events += cut.header().records();
        } else if (region.get() instanceof SpoolRegion.Unreadable) {
          unreadable = true;
        }
        region = reader.next();
      }
    }
    return new Count(events, unreadable);
  }

  /** Events of one file, and whether bytes lack an intact header. */
  private record Count(long events, boolean damaged) {}

  /** Files not visited in time count as unread. */
  void stop(long millis) throws InterruptedException {
    if (thread.isAlive()) {
      thread.join(Math.max(1, millis));
    }
    synchronized (this) {
      if (!stopped) {
        stopped = true;
        ledger.left(LeftOnDisk.unread(uncounted));
      }
    }
  }
}
