package dev.logproof.aggregator.spool;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Spools of an output whose streams become known while it runs. Files of earlier tasks wait here
 * until their stream is opened. Thread-safe.
 */
public final class StreamSpools {
  private final String outputId;
  private final String region;
  private final Predicate<String> names;
  private final SpoolRoot root;
  private final StopReserve reserve;
  private final Map<String, OutputSpool> found = new HashMap<>();
  private final Map<String, OutputSpool> opened = new HashMap<>();

  StreamSpools(
      String outputId,
      String region,
      Predicate<String> names,
      SpoolRoot root,
      StopReserve reserve) {
    this.outputId = outputId;
    this.region = region;
    this.names = names;
    this.root = root;
    this.reserve = reserve;
  }

  boolean mayHave(StreamId stream) {
    return stream.region().equals(region) && names.test(stream.name());
  }

  SpoolRoot root() {
    return root;
  }

  synchronized void replay(SpoolFileRef file) {
    found.computeIfAbsent(file.identity().stream().name(), this::create).replay(file);
  }

  private OutputSpool create(String name) {
    return new OutputSpool(outputId, new StreamId(region, name), root, reserve);
  }

  /** Returns the streams of which earlier tasks left files. */
  public synchronized List<String> left() {
    return found.keySet().stream().sorted().toList();
  }

  /** Returns the files of a stream that was not opened. */
  public synchronized int filesLeft(String name) {
    OutputSpool spool = found.get(name);
    return spool == null ? 0 : spool.toReplay().size();
  }

  /** Opens the spool of a stream; the caller replays the files of earlier tasks. */
  public synchronized OutputSpool open(String name) {
    OutputSpool before = found.remove(name);
    OutputSpool spool = before == null ? create(name) : before;
    OutputSpool earlier = opened.put(name, spool);
    if (earlier != null) {
      reserve.remove(earlier);
    }
    reserve.add(spool);
    return spool;
  }

  /** Ends the spool of a stream without events. */
  public synchronized void close(String name) {
    OutputSpool spool = opened.remove(name);
    if (spool != null) {
      reserve.remove(spool);
    }
  }
}
