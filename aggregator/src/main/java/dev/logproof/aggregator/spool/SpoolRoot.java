package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.spool.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Directory shared by tasks, and this task's slots in it: its own for new files, and slots of ended
 * tasks. The kernel releases a slot's lock when its process ends. Thread-safe.
 */
final class SpoolRoot implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolRoot.class);
  private static final int MAX_SLOTS = 10_000;

  private final Disk disk;
  private final Path root;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final DiskRate rate;
  private final AtomicLong files = new AtomicLong();

  /** Own slot first, then adopted ones. */
  private final List<SpoolSlot> slots = new CopyOnWriteArrayList<>();

  SpoolRoot(Disk disk, Path root, InstantSource clock, RandomGenerator random) {
    this.disk = disk;
    this.root = root;
    this.clock = clock;
    this.random = random;
    this.rate = new DiskRate(disk);
  }

  void open() throws IOException {
    SpoolSlot slot = claim();
    slots.add(slot);
    for (Path directory : disk.list(root)) {
      if (SpoolSlot.isSlot(directory) && !directory.equals(slot.directory())) {
        adopt(directory);
      }
    }
  }

  private SpoolSlot claim() throws IOException {
    for (int number = 0; number < MAX_SLOTS; number++) {
      Path directory = SpoolSlot.directory(root, number);
      Optional<SpoolSlot> slot = SpoolSlot.tryLock(disk, directory);
      if (slot.isPresent()) {
        LOG.info("this task's spool is {}", directory);
        return slot.get();
      }
      LOG.info("{} belongs to another task that is running", directory);
    }
    throw new IOException("all " + MAX_SLOTS + " directories in " + root + " are in use");
  }

  /** An unreadable slot does not prevent the adoption of others. */
  private void adopt(Path directory) {
    try {
      Optional<SpoolSlot> slot = SpoolSlot.tryLock(disk, directory);
      if (slot.isPresent() && slot.get().files(file -> true).isEmpty()) {
        slot.get().close();
      } else if (slot.isPresent()) {
        LOG.info("taking over {}, whose task is gone", directory);
        slots.add(slot.get());
      }
    } catch (IOException e) {
      LOG.error("cannot take over {}: {}", directory, e.toString());
    }
  }

  List<SpoolSlot> slots() {
    return List.copyOf(slots);
  }

  SpoolWriter create(StreamId stream) throws IOException {
    if (slots.isEmpty()) {
      throw new IOException("no spool directory in " + root);
    }
    FileIdentity identity = new FileIdentity(stream, salt());
    Path directory = stream.directory(slots.get(0).directory());
    disk.createDirectories(directory);
    String name =
        String.format(
            "%015d-%d-%06d-%s%s",
            clock.millis(),
            ProcessHandle.current().pid(),
            files.getAndIncrement(),
            identity.nameSuffix(),
            SpoolNames.SPOOL);
    return SpoolWriter.create(disk, directory.resolve(name), identity);
  }

  private long salt() {
    synchronized (random) {
      return random.nextLong();
    }
  }

  void measure() {
    slots.stream().limit(1).forEach(own -> rate.measure(own.directory().resolve("probe")));
  }

  DiskRate rate() {
    return rate;
  }

  Disk disk() {
    return disk;
  }

  Path path() {
    return root;
  }

  @Override
  public void close() {
    for (SpoolSlot slot : slots) {
      try {
        slot.close();
      } catch (IOException e) {
        LOG.warn("cannot release {}: {}", slot.directory(), e.toString());
      }
    }
    slots.clear();
  }
}
