package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.LeftOnDisk;
import dev.logproof.aggregator.spool.SpoolRegion.CutEntry;
import dev.logproof.aggregator.spool.SpoolRegion.Entry;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Iterates over intact entries of earlier tasks. An unreadable file is counted and left in place.
 * Confined to one thread at a time.
 */
final class SpoolCursor {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolCursor.class);

  private final OutputSpool spool;
  private final Ledger ledger;
  private final ByteBufAllocator allocator;
  private final Deque<SpoolFileRef> files;

  /** Null between files. */
  private OpenFile current;

  /** File being read. */
  private static final class OpenFile {
    private final SpoolFile file;
    private final SpoolReader reader;
    private final Set<Long> acked;
    private Damage damage = Damage.NONE;

    OpenFile(SpoolFile file, SpoolReader reader, Set<Long> acked) {
      this.file = file;
      this.reader = reader;
      this.acked = acked;
      if (!reader.isHeaderIntact()) {
        damage = damage.uncounted();
      }
    }
  }

  SpoolCursor(OutputSpool spool, Ledger ledger, ByteBufAllocator allocator) {
    this.spool = spool;
    this.ledger = ledger;
    this.allocator = allocator;
    this.files = new ArrayDeque<>(spool.toReplay());
  }

  int filesLeft() {
    return files.size() + (current == null ? 0 : 1);
  }

  Optional<Chunk> next() {
    while (filesLeft() > 0) {
      SpoolFileRef ref = currentOrNext();
      try {
        Optional<Chunk> chunk = nextOfFile();
        if (chunk.isPresent()) {
          return chunk;
        }
      } catch (IOException | RuntimeException | Error e) {
        abandon(ref, e);
      }
    }
    return Optional.empty();
  }

  private SpoolFileRef currentOrNext() {
    return current == null ? files.getFirst() : current.file.ref();
  }

  private Optional<Chunk> nextOfFile() throws IOException {
    OpenFile open = open();
    Optional<SpoolRegion> region = open.reader.next();
    while (region.isPresent()) {
      Optional<Chunk> chunk = chunk(open, region.get());
      if (chunk.isPresent()) {
        return chunk;
      }
      region = open.reader.next();
    }
    end(open);
    return Optional.empty();
  }

  private OpenFile open() throws IOException {
    if (current == null) {
      SpoolFileRef ref = files.getFirst();
      SpoolFile file = new SpoolFile(spool.disk(), ref, spool.storedBytes());
      Set<Long> acked = file.acked().read();
      current =
          new OpenFile(file, SpoolReader.open(spool.disk(), ref.path(), ref.identity()), acked);
      files.removeFirst();
    }
    return current;
  }

  private Optional<Chunk> chunk(OpenFile open, SpoolRegion region) throws IOException {
    if (region instanceof Entry entry) {
      EntryHeader header = entry.header();
      if (open.acked.contains(header.offset())) {
        return Optional.empty();
      }
      Optional<Chunk> chunk = open.reader.body(header, allocator);
      if (chunk.isEmpty()) {
        open.damage = open.damage.plus(header.records());
      } else {
        chunk.get().stored(open.file.hold(header));
      }
      return chunk;
    }
    open.damage = damage(open.damage, open.acked, region);
    return Optional.empty();
  }

  private static Damage damage(Damage damage, Set<Long> acked, SpoolRegion region) {
    if (region instanceof CutEntry cut) {
      return acked.contains(cut.header().offset()) ? damage : damage.plus(cut.header().records());
    }
    return region instanceof Entry ? damage : damage.uncounted();
  }

  private void end(OpenFile open) throws IOException {
    current = null;
    open.reader.close();
    if (!open.damage.isNone()) {
      LOG.error(
          "[{}] {} is damaged: at least {} events in it are lost",
          spool.outputId(),
          open.file.ref().path(),
          open.damage.events());
      ledger.left(open.damage.left());
    }
    open.file.complete(open.damage);
  }

  private void abandon(SpoolFileRef ref, Throwable cause) {
    LOG.error("[{}] cannot read {}: {}", spool.outputId(), ref.path(), cause.toString());
    ledger.left(LeftOnDisk.unread(1));
    if (current == null) {
      files.removeFirst();
      return;
    }
    OpenFile open = current;
    current = null;
    try {
      open.reader.close();
    } catch (IOException e) {
      LOG.debug("cannot close {}: {}", ref.path(), e.toString());
    }
  }

  /** Counts the events not handed out. */
  long rest() {
    long events = 0;
    while (filesLeft() > 0) {
      SpoolFileRef ref = currentOrNext();
      try {
        events += restOfFile();
      } catch (IOException | RuntimeException | Error e) {
        abandon(ref, e);
      }
    }
    return events;
  }

  private long restOfFile() throws IOException {
    OpenFile open = open();
    long events = 0;
    Optional<SpoolRegion> region = open.reader.next();
    while (region.isPresent()) {
      if (region.get() instanceof Entry entry && !open.acked.contains(entry.header().offset())) {
        events += entry.header().records();
      }
      open.damage = damage(open.damage, open.acked, region.get());
      region = open.reader.next();
    }
    current = null;
    open.reader.close();
    ledger.left(open.damage.left());
    return events;
  }
}
