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
 * Runs several engines one after another on one destination. The first engine's findings count if
 * the others agree. Called by one thread.
 */
public final class CrossCheck implements Engine {
  private final List<Engine> engines;

  /** Closes {@code engines}, at least one, when closed. */
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
