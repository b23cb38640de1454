package dev.logproof.verify.source;

import dev.logproof.record.tracer.Tracer;
import dev.logproof.verify.check.TracerCheck;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Looks for tracers in every object of a destination, each object once, a few at a time, all of
 * them as streams. Called by one thread; scans on a bounded pool.
 */
public final class DestinationScan implements AutoCloseable {
  private static final int ATTEMPTS = 4;
  private static final int INPUT_BYTES = 64 * 1024;

  private final ObjectSource source;
  private final TracerCheck check;
  private final Duration lateAfter;
  private final ExecutorService pool;
  private final Set<String> scanned = ConcurrentHashMap.newKeySet();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong objects = new AtomicLong();
  private Instant newest = Instant.EPOCH;

  /**
   * Reports what it finds to {@code check}.
   *
   * @param lateAfter a tracer in an object written this long after it was sent is late
   * @param parallel objects at the same time
   */
  public DestinationScan(ObjectSource source, TracerCheck check, Duration lateAfter, int parallel) {
    this.source = source;
    this.check = check;
    this.lateAfter = lateAfter;
    this.pool =
        Executors.newFixedThreadPool(
            parallel,
            task -> {
              Thread thread = new Thread(task, "scan");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Scans the objects written at {@code since} or later that were not scanned before.
   *
   * @param progress is told the number of objects scanned so far
   * @return how many were new
   */
  public int scanNew(Instant since, Consumer<Long> progress)
      throws IOException, InterruptedException {
    List<Future<?>> scans = new ArrayList<>();
    for (StoredObject object : source.list(since)) {
      if (scanned.add(identity(object))) {
        newest = object.lastModified().isAfter(newest) ? object.lastModified() : newest;
        scans.add(
            pool.submit(
                () -> {
                  scan(object);
                  return null;
                }));
      }
    }
    for (Future<?> scan : scans) {
      await(scan);
      progress.accept(objects.get());
    }
    return scans.size();
  }

  private static void await(Future<?> scan) throws IOException, InterruptedException {
    try {
      scan.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  /** Reads one object; nothing is reported of an attempt that failed. */
  private void scan(StoredObject object) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Findings findings = new Findings();
      try (InputStream in = content(object)) {
        bytes.addAndGet(new TracerScanner().scan(in, findings));
        findings.report(object.lastModified());
        objects.incrementAndGet();
        return;
      } catch (ObjectSource.GoneException e) {
        forget(object);
        return;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new IOException(object.key() + ": " + e.getMessage(), e);
        }
      }
    }
  }

  /** If it comes back, it is scanned then. */
  private void forget(StoredObject object) {
    scanned.remove(identity(object));
  }

  private static String identity(StoredObject object) {
    return object.key() + "\n" + object.version();
  }

  private InputStream content(StoredObject object) throws IOException {
    BufferedInputStream raw = new BufferedInputStream(source.open(object), INPUT_BYTES);
    raw.mark(2);
    boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
    raw.reset();
    return gzip ? new GZIPInputStream(raw, INPUT_BYTES) : raw;
  }

  /** What one object holds, until it is read to its end. */
  private final class Findings implements TracerScanner.Sightings {
    private final List<Tracer> tracers = new ArrayList<>();
    private long damaged;

    @Override
    public void tracer(Tracer tracer) {
      tracers.add(tracer);
    }

    @Override
    public void corrupt() {
      damaged++;
    }

    void report(Instant written) {
      for (Tracer tracer : tracers) {
        long age = written.toEpochMilli() - tracer.sentAtMicros() / 1000;
        check.observe(tracer, age > lateAfter.toMillis());
      }
      for (long i = 0; i < damaged; i++) {
        check.observeCorrupt();
      }
    }
  }

  /** Objects scanned. */
  public long objects() {
    return objects.get();
  }

  /** Their bytes, uncompressed. */
  public long bytes() {
    return bytes.get();
  }

  /** When the newest object scanned was written. */
  public Instant newest() {
    return newest;
  }

  @Override
  public void close() {
    pool.shutdownNow();
    source.close();
  }
}
