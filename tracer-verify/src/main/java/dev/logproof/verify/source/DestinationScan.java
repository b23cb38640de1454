package dev.logproof.verify.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.objects.content.UnreadableContentException;
import dev.logproof.verify.check.TracerCheck;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Looks for tracers in every object of a destination, each object once, a few at a time, all of
 * them as streams. What is kept of an object are digests of its key and version. When an object
 * that was read has another version, such as a file that grows, what was read of it cannot be taken
 * back, so that everything is read anew into a new check. What cannot be read, or is not there any
 * more, is told and not passed over. Called by one thread; scans on a bounded pool.
 */
public final class DestinationScan implements Engine {
  private static final long TICK_MILLIS = 200;

  /** The version of an object whose content has to be read again. */
  private static final UUID UNREAD = new UUID(0, 0);

  /** About 150 bytes of memory each; at Firehose's default of 5 MiB they hold 5 TB. */
  private static final int MAX_OBJECTS = 1_000_000;

  private final ObjectSource source;
  private final Duration lateAfter;
  private final ExecutorService pool;
  private final Map<UUID, UUID> versions = new ConcurrentHashMap<>();
  private final UnreadObjects missed = new UnreadObjects();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder objects = new LongAdder();
  private TracerCheck check;
  private Instant newest = Instant.EPOCH;

  /**
   * Reports what it finds to {@code check}, or to new ones like it.
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
   * @return how many were new
   * @throws IOException when the destination cannot be listed or one of them cannot be read
   */
  @Override
  public int look(Instant since, ObjectSource.Listing listing, BooleanSupplier goOn)
      throws IOException, InterruptedException {
    List<StoredObject> listed = source.list(since, listing);
    if (listed.stream().anyMatch(this::isReplaced)) {
      beginAnew();
    }
    if (listing == ObjectSource.Listing.ALL_FOLDERS) {
      long known =
          listed.stream().filter(object -> versions.containsKey(digest(object.key()))).count();
      missed.removed(versions.size() - known);
    }
    missed.listedAgain(listed);
    List<Future<?>> scans = new ArrayList<>();
    for (StoredObject object : listed) {
      UUID version = digest(object.version());
      if (!version.equals(versions.put(digest(object.key()), version))) {
        remember(object);
        boolean ofRuns = !object.lastModified().isBefore(since);
        scans.add(pool.submit(() -> scan(object, ofRuns)));
      }
    }
    for (Future<?> scan : scans) {
      if (!await(scan, goOn)) {
        scans.forEach(left -> left.cancel(true));
        break;
      }
    }
    return scans.size();
  }

  private boolean isReplaced(StoredObject object) {
    UUID before = versions.get(digest(object.key()));
    return before != null && !before.equals(UNREAD) && !before.equals(digest(object.version()));
  }

  private void beginAnew() {
    check = new TracerCheck(check.expected(), check.bystanderRuns());
    versions.replaceAll((key, version) -> UNREAD);
    missed.beginAnew();
    bytes.reset();
    objects.reset();
  }

  /**
   * What is not there is forgotten: if it comes back, it is scanned then.
   *
   * @param ofRuns whether it was written since the runs began
   */
  private Void scan(StoredObject object, boolean ofRuns) throws IOException {
    ObjectScan scan = new ObjectScan(source, object, bytes, ofRuns);
    try {
      if (scan.run(check, lateAfter.toMillis())) {
        objects.add(ofRuns ? 1 : 0);
        missed.sentAhead(scan.sentAheadMicros());
        if (scan.isFailedDelivery()) {
          missed.failedDelivery(object.key());
        }
        if (scan.isEncoded()) {
          missed.encoded(object.key());
        }
      } else {
        versions.remove(digest(object.key()));
        missed.gone(object.key());
      }
    } catch (UnreadableContentException e) {
      missed.unreadable(object.key(), e.getMessage(), ofRuns);
    }
    return null;
  }

  /** 122 bits: two objects of a million are not taken for one, and a key may be long. */
  private static UUID digest(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(UTF_8));
  }

  private void remember(StoredObject object) throws IOException {
    newest = object.lastModified().isAfter(newest) ? object.lastModified() : newest;
    if (versions.size() > MAX_OBJECTS) {
      throw new IOException(
          "more than "
              + MAX_OBJECTS
              + " objects were written since the runs began; name a folder with --s3, or have"
              + " --engine athena look");
    }
  }

  /** False when told not to go on. */
  private static boolean await(Future<?> scan, BooleanSupplier goOn)
      throws IOException, InterruptedException {
    boolean wanted = goOn.getAsBoolean();
    while (wanted && !isDone(scan)) {
      wanted = goOn.getAsBoolean();
    }
    return wanted;
  }

  private static boolean isDone(Future<?> scan) throws IOException, InterruptedException {
    try {
      scan.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException unreadable) {
        throw unreadable;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public String name() {
    return "scan";
  }

  @Override
  public TracerCheck check() {
    return check;
  }

  /** False while an object that was listed could not be opened. */
  @Override
  public boolean isCurrent() {
    return !missed.isAnyGone();
  }

  @Override
  public List<String> unread() {
    return missed.unread(check);
  }

  @Override
  public List<String> notes() {
    return missed.notes();
  }

  @Override
  public List<String> doubts() {
    return missed.doubts(check, source.hasTrueTimes());
  }

  /** Objects scanned to their end that were written since the runs began. */
  @Override
  public long objects() {
    return objects.sum();
  }

  /** Bytes scanned, uncompressed. */
  @Override
  public long bytes() {
    return bytes.sum();
  }

  /** When the newest object known was written. */
  @Override
  public Instant newest() {
    return newest;
  }

  @Override
  public void close() {
    pool.shutdownNow();
    source.close();
  }
}
