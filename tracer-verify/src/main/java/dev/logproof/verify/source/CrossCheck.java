package dev.logproof.verify.source;

import dev.logproof.verify.check.Comparison;
import dev.logproof.verify.check.TracerCheck;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Runs several engines on one destination. The first engine's findings count, provided that the
 * others agree: agreement of independent implementations is stronger evidence. Called by one
 * thread; engines run one after another.
 */
public final class CrossCheck implements Engine {
  private final List<Engine> engines;

  /** Creates a cross-check of at least one engine; closes {@code engines} when closed. */
  public CrossCheck(List<Engine> engines) {
    this.engines = List.copyOf(engines);
  }

  private Engine first() {
    return engines.get(0);
  }

  @Override
  public String name() {
    return engines.stream().map(Engine::name).collect(Collectors.joining(","));
  }

  @Override
  public int look(Instant since, ObjectSource.Listing listing, BooleanSupplier goOn)
      throws IOException, InterruptedException {
    int most = 0;
    for (Engine engine : engines) {
      most = Math.max(most, engine.look(since, listing, goOn));
    }
    return most;
  }

  @Override
  public TracerCheck check() {
    return first().check();
  }

  @Override
  public boolean isCurrent() {
    return engines.stream().allMatch(Engine::isCurrent);
  }

  @Override
  public List<String> notes() {
    return engines.stream().flatMap(engine -> engine.notes().stream()).toList();
  }

  /** Objects that the first engine did not read; the others only confirm its findings. */
  @Override
  public List<String> unread() {
    return first().unread();
  }

  @Override
  public List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    for (Engine engine : engines) {
      doubts.addAll(engine.doubts());
      doubts.addAll(
          Comparison.differences(
              first().name(), check().outcome(), engine.name(), engine.check().outcome()));
    }
    return doubts;
  }

  @Override
  public Instant newest() {
    return engines.stream().map(Engine::newest).max(Instant::compareTo).orElse(Instant.EPOCH);
  }

  /** Objects that the first engine read. */
  @Override
  public long objects() {
    return first().objects();
  }

  @Override
  public long bytes() {
    return first().bytes();
  }

  @Override
  public void close() {
    engines.forEach(Engine::close);
  }
}
