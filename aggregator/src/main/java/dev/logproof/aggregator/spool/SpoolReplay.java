package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.ChunkQueue;
import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.metrics.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what earlier tasks left in a spool to delivery, as fast as the buffer has room. A file is
 * removed once all its events are delivered, so that a crash in between repeats some but loses
 * none; one with a damaged end is set aside for people. Runs on a thread of its own.
 */
public final class SpoolReplay {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolReplay.class);

  private final String outputId;
  private final List<Path> files;
  private final ChunkQueue queue;
  private final Ledger ledger;
  private final Function<List<byte[]>, Chunk> chunks;
  private final Queue<Path> handedOut = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean stopping;

  /** What the thread waits on; an interrupt would close the file it reads. */
  private volatile CountDownLatch waiting = new CountDownLatch(0);

  private Optional<SpoolReader> open = Optional.empty();
  private BitSet done = new BitSet();
  private int entry;

  /**
   * Will replay {@code files} into {@code queue}.
   *
   * @param chunks makes a chunk of records
   */
  public SpoolReplay(
      String outputId,
      List<Path> files,
      ChunkQueue queue,
      Ledger ledger,
      Function<List<byte[]>, Chunk> chunks) {
    this.outputId = outputId;
    this.files = List.copyOf(files);
    this.queue = queue;
    this.ledger = ledger;
    this.chunks = chunks;
    this.thread = new Thread(this::run, "spool-" + outputId);
    this.thread.setDaemon(true);
  }

  /** Begins. */
  public void start() {
    if (!files.isEmpty()) {
      LOG.info("[{}] delivering what earlier tasks left in {} spool files", outputId, files.size());
    }
    thread.start();
  }

  private void run() {
    try {
      for (Path file : files) {
        replay(file);
        if (stopping) {
          return;
        }
      }
    } catch (IOException e) {
      unreadable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing is removed that may hold more than was read. */
  private void unreadable(IOException cause) {
    handedOut.clear();
    LOG.error("[{}] cannot read the spool, it stays as it is: {}", outputId, cause.toString());
  }

  private void replay(Path file) throws IOException, InterruptedException {
    SpoolReader reader = SpoolReader.open(file);
    open = Optional.of(reader);
    handedOut.add(file);
    DoneMarks marks = new DoneMarks(file);
    done = marks.read();
    entry = 0;
    PendingAck whole = new PendingAck(() -> remove(file));
    Optional<List<byte[]>> records = next(reader);
    while (records.isPresent()) {
      if (!done.get(entry)) {
        hand(records.get(), whole, marks, entry);
      }
      entry++;
      records = next(reader);
    }
    if (!stopping) {
      end(file, reader);
      whole.partKept();
    }
  }

  private Optional<List<byte[]>> next(SpoolReader reader) throws IOException, InterruptedException {
    while (queue.isFull() && !stopping) {
      CountDownLatch room = new CountDownLatch(1);
      waiting = room;
      queue.whenRoom(room::countDown);
      if (!stopping) {
        room.await();
      }
    }
    return stopping ? Optional.empty() : reader.next();
  }

  private void hand(List<byte[]> records, PendingAck whole, DoneMarks marks, int number) {
    Chunk chunk = chunks.apply(records);
    PendingAck one = new PendingAck(() -> marks.add(number));
    chunk.owe(one);
    one.partKept();
    chunk.owe(whole);
    ledger.recovered(records.size());
    queue.offerRecovered(chunk);
  }

  private void end(Path file, SpoolReader reader) throws IOException {
    reader.close();
    open = Optional.empty();
    if (reader.damagedBytes() > 0) {
      LOG.error(
          "[{}] the last {} bytes of {} are damaged and kept beside it",
          outputId,
          reader.damagedBytes(),
          file);
      Files.copy(file, file.resolveSibling(file.getFileName() + ".damaged"));
    }
  }

  private void remove(Path file) {
    handedOut.remove(file);
    try {
      Files.deleteIfExists(file);
      new DoneMarks(file).remove();
      LOG.info("[{}] everything in {} is delivered, or kept anew", outputId, file);
    } catch (IOException e) {
      LOG.error("[{}] cannot delete {}, it would be sent again: {}", outputId, file, e.toString());
    }
  }

  /**
   * Goes on for at most {@code millis}, then hands out nothing more; what is unread of a file
   * already begun is kept anew in {@code spool}.
   */
  public void stop(long millis, Spool spool) throws InterruptedException {
    thread.join(Math.max(1, millis));
    stopping = true;
    waiting.countDown();
    thread.join();
    if (open.isPresent()) {
      keepRest(open.get(), spool);
    }
  }

  private void keepRest(SpoolReader reader, Spool spool) {
    try (reader) {
      Optional<List<byte[]>> records = reader.next();
      while (records.isPresent()) {
        if (!done.get(entry++)) {
          ledger.recovered(records.get().size());
          spool.keep(records.get());
        }
        records = reader.next();
      }
    } catch (IOException e) {
      unreadable(e);
    }
  }

  /** All that came from the files is delivered or safe elsewhere: they are of no use any more. */
  public void forget() {
    List.copyOf(handedOut).forEach(this::remove);
  }
}
