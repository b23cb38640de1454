package dev.logproof.aggregator.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.metrics.Ledger;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Simulates a task as the spool sees it, without threads. Reports acknowledgements to the model.
 * Confined to the test's thread.
 */
final class SimulatedTask {
  static final Path ROOT = Path.of("/spool");
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_000));
  private static final int SEGMENT_BYTES = 600;

  private final DiskProcess process;
  private final EventModel model;
  private final RandomGenerator random;
  private final Ledger ledger = new Ledger();
  private final Spools spools;
  private final List<SimulatedOutput> outputs = new ArrayList<>();
  private boolean usable = true;

  /** An output; writes ahead when it has a log. */
  private record SimulatedOutput(
      OutputSpool spool, List<WalWriter> log, List<SpoolCursor> cursor, List<Held> held) {}

  /** A chunk in memory. */
  private record Held(Chunk chunk, List<String> texts) {}

  SimulatedTask(
      DiskProcess process, EventModel model, SplittableRandom random, List<StreamId> streams) {
    this.process = process;
    this.model = model;
    this.random = random;
    this.spools = new Spools(process, CLOCK, random.split(), ledger);
    for (StreamId stream : streams) {
      OutputSpool spool = spools.register(ROOT, "output." + outputs.size(), stream, false);
      List<WalWriter> log =
          random.nextBoolean() ? List.of(new WalWriter(spool, SEGMENT_BYTES)) : List.of();
      outputs.add(new SimulatedOutput(spool, log, new ArrayList<>(), new ArrayList<>()));
    }
    try {
      spools.open();
    } catch (IOException e) {
      usable = false;
    }
    outputs.forEach(
        output ->
            output
                .cursor()
                .add(new SpoolCursor(output.spool(), ledger, UnpooledByteBufAllocator.DEFAULT)));
  }

  DiskProcess process() {
    return process;
  }

  Ledger ledger() {
    return ledger;
  }

  private SimulatedOutput anyOutput() {
    return outputs.get(random.nextInt(outputs.size()));
  }

  /** With a log, chunks are acknowledged once on disk. */
  void accept() {
    SimulatedOutput output = anyOutput();
    List<Held> group = new ArrayList<>();
    int chunks = 1 + random.nextInt(3);
    for (int at = 0; at < chunks; at++) {
      List<String> texts = model.newGroup(output.spool().stream(), 1 + random.nextInt(4));
      group.add(new Held(SpoolFiles.chunk(texts), texts));
    }
    output.held().addAll(group);
    if (output.log().isEmpty()) {
      return;
    }
    WalWriter.Written written = output.log().get(0).write(group.stream().map(Held::chunk).toList());
    if (process.isAlive()) {
      for (Held held : group) {
        SpoolFile.Copy copy = written.copies().get(held.chunk());
        if (copy != null) {
          held.chunk().stored(copy);
          model.stored(held.texts());
        }
      }
    }
  }

  /** Returns false when earlier tasks left no chunk. */
  boolean replay() {
    SimulatedOutput output = anyOutput();
    return replay(output);
  }

  private boolean replay(SimulatedOutput output) {
    var chunk = output.cursor().get(0).next();
    chunk.ifPresent(found -> output.held().add(new Held(found, texts(found))));
    return chunk.isPresent();
  }

  private static List<String> texts(Chunk chunk) {
    return chunk.copyFrom(0).stream().map(record -> new String(record, UTF_8)).toList();
  }

  void deliver() {
    SimulatedOutput output = anyOutput();
    if (!output.held().isEmpty()) {
      deliver(output, output.held().remove(random.nextInt(output.held().size())));
    }
  }

  private void deliver(SimulatedOutput output, Held held) {
    held.texts().forEach(text -> model.delivered(text, output.spool().stream()));
    held.chunk().kept();
    held.chunk().release();
  }

  void deliverAll() {
    for (SimulatedOutput output : outputs) {
      boolean more = true;
      while (more) {
        more = replay(output);
        while (!output.held().isEmpty()) {
          deliver(output, output.held().remove(0));
        }
      }
    }
  }

  /** Returns false when an operation killed the process. */
  boolean stop() {
    for (SimulatedOutput output : outputs) {
      output.log().forEach(WalWriter::close);
      keep(output);
      output.cursor().get(0).rest();
    }
    if (process.isAlive()) {
      spools.countUnclaimed();
    }
    boolean clean = process.isAlive();
    spools.close();
    process.kill();
    return clean;
  }

  private void keep(SimulatedOutput output) {
    StopSpool files = new StopSpool(output.spool());
    List<Held> inPart = new ArrayList<>();
    List<List<String>> kept = new ArrayList<>();
    for (Held held : output.held()) {
      boolean partly = held.texts().size() > 1 && process.isAlive() && random.nextInt(4) == 0;
      if (partly) {
        inPart.add(held);
        kept.add(keepRest(output, held, files));
      } else if (!held.chunk().isStored()) {
        files.keep(held.chunk());
        kept.add(held.texts());
      }
    }
    boolean finished = files.finish();
    model.claimed(kept, files.safeEvents());
    if (finished && process.isAlive()) {
      kept.forEach(model::regroup);
      kept.forEach(model::stored);
      inPart.forEach(held -> held.chunk().keptElsewhere());
    } else {
      // An old copy is delivered again in full.
      inPart.forEach(held -> model.mayRepeat(String.join("", held.texts()).getBytes(UTF_8)));
      kept.forEach(model::mayRepeatAll);
      kept.forEach(model::perhapsRegrouped);
    }
    output.held().forEach(held -> held.chunk().release());
    output.held().clear();
  }

  private List<String> keepRest(SimulatedOutput output, Held held, StopSpool files) {
    int delivered = 1 + random.nextInt(held.texts().size() - 1);
    held.texts()
        .subList(0, delivered)
        .forEach(text -> model.delivered(text, output.spool().stream()));
    List<String> rest = held.texts().subList(delivered, held.texts().size());
    Chunk chunk = SpoolFiles.chunk(rest);
    files.keep(chunk);
    chunk.release();
    return rest;
  }

  void vanish() {
    process.kill();
    for (SimulatedOutput output : outputs) {
      output.held().forEach(held -> held.chunk().release());
      output.held().clear();
    }
  }

  boolean isUsable() {
    return usable && process.isAlive();
  }
}
