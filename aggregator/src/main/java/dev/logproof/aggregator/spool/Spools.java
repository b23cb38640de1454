package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.spool.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spools of a process. Outputs register first; {@link #open} then claims directories and assigns
 * the files of earlier tasks by stream. Used by the main thread.
 */
public final class Spools implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spools.class);

  private final Disk disk;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Ledger ledger;
  private final Map<Path, Registration> places = new LinkedHashMap<>();
  private final List<OutputSpool> outputs = new ArrayList<>();
  private final List<StreamSpools> streams = new ArrayList<>();
  private SpoolInventory inventory;

  /** Root, and whether an output requires it. */
  private static final class Registration {
    private final SpoolRoot root;
    private final StopReserve reserve;
    private boolean required;

    Registration(SpoolRoot root) {
      this.root = root;
      this.reserve = new StopReserve(root.rate());
    }
  }

  /** Creates spools; {@code clock} and {@code random} determine their file names. */
  public Spools(Disk disk, InstantSource clock, RandomGenerator random, Ledger ledger) {
    this.disk = disk;
    this.clock = clock;
    this.random = random;
    this.ledger = ledger;
    this.inventory = new SpoolInventory(disk, Map.of(), ledger);
  }

  /**
   * Registers an output. Outputs with the same root share its directory.
   *
   * @param required whether the output cannot work without the directory
   */
  public OutputSpool register(Path root, String outputId, StreamId stream, boolean required) {
    Registration place = places.computeIfAbsent(disk.realPath(root), this::place);
    place.required |= required;
    OutputSpool output = new OutputSpool(outputId, stream, place.root, place.reserve);
    place.reserve.add(output);
    outputs.add(output);
    return output;
  }

  /**
   * Registers an output whose streams become known while it runs.
   *
   * @param names accepts the names of its streams
   */
  public StreamSpools registerStreams(
      Path root, String outputId, String region, Predicate<String> names, boolean required) {
    Registration place = places.computeIfAbsent(disk.realPath(root), this::place);
    place.required |= required;
    StreamSpools spools = new StreamSpools(outputId, region, names, place.root, place.reserve);
    streams.add(spools);
    return spools;
  }

  /** Registers {@code root}, if it exists, to deliver its files. */
  public void registerExisting(Path root) {
    Path path = disk.realPath(root);
    boolean used = !outputs.isEmpty() || !streams.isEmpty();
    if (used && disk.isDirectory(path)) {
      places.computeIfAbsent(path, this::place);
    }
  }

  private Registration place(Path root) {
    return new Registration(new SpoolRoot(disk, root, clock, random));
  }

  /** Returns the registered roots. */
  public List<Path> roots() {
    return List.copyOf(places.keySet());
  }

  /**
   * Claims directories and assigns the files found.
   *
   * @throws IOException if a required directory cannot be used
   */
  public void open() throws IOException {
    Map<StreamId, List<SpoolFileRef>> unclaimed = new TreeMap<>(StreamId.ORDER);
    for (Registration place : places.values()) {
      if (open(place)) {
        deal(place.root, unclaimed);
      }
    }
    inventory = new SpoolInventory(disk, unclaimed, ledger);
  }

  /** Counts unclaimed events on a separate thread. */
  public void startInventory() {
    inventory.start();
  }

  void countUnclaimed() {
    inventory.count();
  }

  private boolean open(Registration place) throws IOException {
    try {
      place.root.open();
      return true;
    } catch (IOException e) {
      if (place.required) {
        throw e;
      }
      LOG.error(
          "cannot use the spool {}: events still undelivered at a stop will be lost: {}",
          place.root.path(),
          e.toString());
      return false;
    }
  }

  private void deal(SpoolRoot root, Map<StreamId, List<SpoolFileRef>> unclaimed) {
    for (SpoolFileRef file : new SpoolScan(disk, root, ledger).files()) {
      StreamId stream = file.identity().stream();
      Optional<OutputSpool> output = outputOf(stream, root);
      Optional<StreamSpools> among = streamsOf(stream, root);
      if (output.isPresent()) {
        output.get().replay(file);
      } else if (among.isPresent()) {
        among.get().replay(file);
      } else {
        unclaimed.computeIfAbsent(stream, any -> new ArrayList<>()).add(file);
      }
    }
  }

  private Optional<OutputSpool> outputOf(StreamId stream, SpoolRoot root) {
    List<OutputSpool> matching =
        outputs.stream().filter(output -> output.stream().equals(stream)).toList();
    return matching.stream()
        .filter(output -> output.root() == root)
        .findFirst()
        .or(() -> matching.stream().findFirst());
  }

  private Optional<StreamSpools> streamsOf(StreamId stream, SpoolRoot root) {
    List<StreamSpools> matching = streams.stream().filter(each -> each.mayHave(stream)).toList();
    return matching.stream()
        .filter(each -> each.root() == root)
        .findFirst()
        .or(() -> matching.stream().findFirst());
  }

  /** Measures the disks. */
  public void beginStop() {
    places.values().forEach(place -> place.root.measure());
  }

  /** Waits for the count of unclaimed events. */
  public void awaitInventory(long millis) throws InterruptedException {
    inventory.stop(millis);
  }

  @Override
  public void close() {
    places.values().forEach(place -> place.root.close());
  }
}
