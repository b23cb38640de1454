package dev.logproof.aggregator;

import dev.logproof.aggregator.buffer.DeadLetters;
import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.BufferStorage;
import dev.logproof.aggregator.config.FirehoseOutput;
import dev.logproof.aggregator.config.NullOutput;
import dev.logproof.aggregator.config.OutputConfig;
import dev.logproof.aggregator.config.Route;
import dev.logproof.aggregator.config.StdoutOutput;
import dev.logproof.aggregator.delivery.DeadLetterFile;
import dev.logproof.aggregator.filter.InjectingOutput;
import dev.logproof.aggregator.firehose.FirehoseDeliveryStream;
import dev.logproof.aggregator.firehose.RequestMemory;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.DiscardOutput;
import dev.logproof.aggregator.output.FirehoseSink;
import dev.logproof.aggregator.output.Output;
import dev.logproof.aggregator.output.PrintOutput;
import dev.logproof.aggregator.spool.OutputSpool;
import dev.logproof.aggregator.spool.Spools;
import dev.logproof.aggregator.spool.StreamId;
import dev.logproof.aggregator.stop.StopDeadline;
import dev.logproof.commandline.CommandFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Creates the outputs. Confined to the main thread. */
record OutputFactory(
    Ledger ledger,
    StopDeadline deadline,
    Directories directories,
    Spools spools,
    MemoryPlan memory) {
  Map<String, Output> outputs(AggregatorConfig config) {
    List<OutputConfig> configs =
        config.routesByLabel().values().stream().flatMap(List::stream).map(Route::output).toList();
    Map<String, Long> asked = new TreeMap<>();
    configs.forEach(
        output -> {
          if (output instanceof FirehoseOutput firehose) {
            asked.put(firehose.id(), BufferMemory.asked(firehose.buffer()));
          }
        });
    Shares shares =
        new Shares(
            BufferMemory.divide(asked, memory.chunkBytes()),
            new RequestMemory(memory.requestBytes(asked.size())));
    Map<String, Output> outputs = new TreeMap<>();
    configs.stream().distinct().forEach(output -> outputs.put(output.id(), output(output, shares)));
    return outputs;
  }

  /** Memory per output buffer, and of all requests. */
  private record Shares(Map<String, Long> bufferBytes, RequestMemory requests) {}

  private Output output(OutputConfig config, Shares shares) {
    if (config instanceof FirehoseOutput firehose) {
      return firehose(firehose, shares);
    } else if (config instanceof StdoutOutput stdout) {
      return new PrintOutput(stdout.id(), ledger, System.out);
    } else if (config instanceof NullOutput discard) {
      return new DiscardOutput(discard.id(), ledger);
    }
    throw new IllegalStateException("no output for " + config);
  }

  private static Path root(FirehoseOutput config, Directories directories) {
    return config.buffer().storage() instanceof BufferStorage.InDirectory own
        ? own.path()
        : directories.spool();
  }

  private DeadLetters deadLetters(FirehoseOutput config) {
    return new DeadLetterFile(
        directories.deadLetters(), config.id(), InstantSource.system(), ledger);
  }

  private OutputSpool spool(FirehoseOutput config, String region) {
    return spools.register(
        root(config, directories),
        config.id(),
        new StreamId(region, config.deliveryStreamName()),
        config.buffer().isOnDisk());
  }

  private Output firehose(FirehoseOutput config, Shares shares) {
    try {
      FirehoseDeliveryStream stream = StreamConnection.connect(config, shares.requests());
      FirehoseSink sink =
          new FirehoseSink(
              config,
              shares.bufferBytes().getOrDefault(config.id(), 0L),
              stream,
              new FirehoseSink.Dependencies(
                  deadline,
                  new EventOutcomes(ledger, deadLetters(config)),
                  spool(config, stream.region()),
                  new SplittableRandom()));
      return config.inject().isNone()
          ? sink
          : new InjectingOutput(sink, config.inject(), Clock.systemUTC());
    } catch (SdkClientException | IllegalArgumentException e) {
      throw CommandFailure.badInput("output " + config.id() + ": " + e.getMessage(), e);
    }
  }
}
