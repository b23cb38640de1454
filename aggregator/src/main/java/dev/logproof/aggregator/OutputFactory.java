package dev.logproof.aggregator;

import dev.logproof.aggregator.buffer.DeadLetters;
import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.buffer.Secondary;
import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.BufferConfig;
import dev.logproof.aggregator.config.BufferStorage;
import dev.logproof.aggregator.config.FileOutput;
import dev.logproof.aggregator.config.ForwardOutput;
import dev.logproof.aggregator.config.ForwardOutput.Server;
import dev.logproof.aggregator.config.NullOutput;
import dev.logproof.aggregator.config.OutputConfig;
import dev.logproof.aggregator.config.S3Output;
import dev.logproof.aggregator.config.SecondaryConfig;
import dev.logproof.aggregator.config.StdoutOutput;
import dev.logproof.aggregator.config.StreamOutput;
import dev.logproof.aggregator.config.StreamRecords;
import dev.logproof.aggregator.delivery.DeadLetterFile;
import dev.logproof.aggregator.file.SecondaryFile;
import dev.logproof.aggregator.file.SecondaryStdout;
import dev.logproof.aggregator.filter.InjectingOutput;
import dev.logproof.aggregator.firehose.AwsDeliveryStream;
import dev.logproof.aggregator.firehose.RequestMemory;
import dev.logproof.aggregator.forwarding.ForwardTarget;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.BufferedSink;
import dev.logproof.aggregator.output.DiscardOutput;
import dev.logproof.aggregator.output.FileKind;
import dev.logproof.aggregator.output.ForwardKind;
import dev.logproof.aggregator.output.NamedStreams;
import dev.logproof.aggregator.output.Output;
import dev.logproof.aggregator.output.PrintOutput;
import dev.logproof.aggregator.output.S3Kind;
import dev.logproof.aggregator.output.SinkKind;
import dev.logproof.aggregator.output.StreamKind;
import dev.logproof.aggregator.spool.OutputSpool;
import dev.logproof.aggregator.spool.Spools;
import dev.logproof.aggregator.spool.StreamId;
import dev.logproof.aggregator.spool.StreamSpools;
import dev.logproof.aggregator.stop.StopDeadline;
import dev.logproof.commandline.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
        config.routesByLabel().values().stream()
            .flatMap(List::stream)
            .flatMap(route -> route.output().leaves())
            .distinct()
            .toList();
    Map<String, Long> asked = new TreeMap<>();
    configs.forEach(
        output -> {
          output
              .bufferIfAny()
              .ifPresent(buffer -> asked.put(output.id(), BufferMemory.asked(buffer)));
        });
    Shares shares =
        new Shares(
            BufferMemory.divide(asked, memory.chunkBytes()),
            new RequestMemory(memory.requestBytes(asked.size())),
            new RequestMemory(memory.compressedBytes(compressedChunkBytes(configs))));
    Map<String, Output> outputs = new TreeMap<>();
    configs.forEach(output -> outputs.put(output.id(), output(output, shares)));
    return outputs;
  }

  private static long compressedChunkBytes(List<OutputConfig> configs) {
    return configs.stream()
        .filter(OutputFactory::isCompressed)
        .flatMap(output -> output.bufferIfAny().stream())
        .mapToLong(BufferConfig::chunkLimitBytes)
        .sum();
  }

  private static boolean isCompressed(OutputConfig output) {
    return output instanceof StreamOutput stream
        && stream.records() instanceof StreamRecords.Firehose records
        && records.packing().isCompressed();
  }

  /** Memory per output buffer, of all requests, and of all compressed records. */
  private record Shares(
      Map<String, Long> bufferBytes, RequestMemory requests, RequestMemory compressed) {}

  private Output output(OutputConfig config, Shares shares) {
    Output output = withoutFields(config, shares);
    return config.inject().isNone()
        ? output
        : new InjectingOutput(output, config.inject(), Clock.systemUTC());
  }

  /** Creates an output to which records come with their fields added. */
  private Output withoutFields(OutputConfig config, Shares shares) {
    if (config instanceof StreamOutput stream) {
      return named(stream, shares);
    } else if (config instanceof FileOutput file) {
      return sink(FileKind.of(file), StreamId.of("file", file.path()), shares);
    } else if (config instanceof ForwardOutput forward) {
      return forwarding(forward, shares);
    } else if (config instanceof S3Output s3) {
      return objects(s3, shares);
    } else if (config instanceof StdoutOutput stdout) {
      return new PrintOutput(stdout, ledger, System.out);
    } else if (config instanceof NullOutput discard) {
      return new DiscardOutput(discard.id(), ledger);
    }
    throw new IllegalStateException("no output for " + config);
  }

  private static Path root(BufferConfig buffer, Directories directories) {
    return buffer.storage() instanceof BufferStorage.InDirectory own
        ? own.path()
        : directories.spool();
  }

  private DeadLetters deadLetters(String id) {
    return new DeadLetterFile(directories.deadLetters(), id, InstantSource.system(), ledger);
  }

  private EventOutcomes outcomes(String id, BufferConfig buffer) {
    return new EventOutcomes(ledger, deadLetters(id), secondary(buffer.secondary()));
  }

  private static Secondary secondary(SecondaryConfig config) {
    if (config instanceof SecondaryConfig.ToFile file) {
      return new SecondaryFile(file);
    }
    return config instanceof SecondaryConfig.ToStdout
        ? new SecondaryStdout(System.out)
        : Secondary.NONE;
  }

  private OutputSpool spool(StreamOutput config, String region) {
    return spools.register(
        root(config.buffer(), directories),
        config.id(),
        new StreamId(spoolRegion(config, region), config.streamName()),
        config.buffer().isOnDisk());
  }

  /** Creates an output that is no stream of AWS; its spool is named after its destination. */
  private Output sink(SinkKind kind, StreamId stream, Shares shares) {
    OutputSpool spool =
        spools.register(
            root(kind.buffer(), directories), kind.id(), stream, kind.buffer().isOnDisk());
    return new BufferedSink(
        kind,
        shares.bufferBytes().getOrDefault(kind.id(), 0L),
        new BufferedSink.Dependencies(
            deadline, outcomes(kind.id(), kind.buffer()), spool, new SplittableRandom()));
  }

  private Output forwarding(ForwardOutput config, Shares shares) {
    String servers =
        config.servers().stream().map(Server::name).sorted().collect(Collectors.joining(","));
    try {
      SinkKind kind = ForwardKind.of(config, ForwardTarget.open(config));
      return sink(kind, StreamId.of("forward", servers), shares);
    } catch (IOException e) {
      throw CommandFailure.badInput("output " + config.id() + ": " + e.getMessage(), e);
    }
  }

  private Output objects(S3Output config, Shares shares) {
    try {
      return sink(
          S3Kind.of(config, S3Connection.connect(config)),
          StreamId.of("s3", config.bucket() + "/" + config.naming().key()),
          shares);
    } catch (SdkClientException | IllegalArgumentException e) {
      throw CommandFailure.badInput("output " + config.id() + ": " + e.getMessage(), e);
    }
  }

  /** Streams of different services may have the same name. */
  private static String spoolRegion(StreamOutput config, String region) {
    return config.records() instanceof StreamRecords.Kinesis ? "kinesis:" + region : region;
  }

  private Output named(StreamOutput config, Shares shares) {
    try {
      return config.streamTemplate().isConstant()
          ? stream(config, shares)
          : streams(config, shares);
    } catch (SdkClientException | IllegalArgumentException e) {
      throw CommandFailure.badInput("output " + config.id() + ": " + e.getMessage(), e);
    }
  }

  private Output stream(StreamOutput config, Shares shares) {
    AwsDeliveryStream stream = StreamConnection.connect(config, shares.requests());
    return new BufferedSink(
        StreamKind.of(config, stream, shares.compressed()),
        shares.bufferBytes().getOrDefault(config.id(), 0L),
        new BufferedSink.Dependencies(
            deadline,
            outcomes(config.id(), config.buffer()),
            spool(config, stream.region()),
            new SplittableRandom()));
  }

  /** Connects to no stream yet, which shows the region and problems of the settings. */
  private Output streams(StreamOutput config, Shares shares) {
    AwsDeliveryStream any = StreamConnection.connect(config.to("unknown"), shares.requests());
    String region = spoolRegion(config, any.region());
    any.close();
    StreamSpools streamSpools =
        spools.registerStreams(
            root(config.buffer(), directories),
            config.id(),
            region,
            config.streamTemplate()::mayBe,
            config.buffer().isOnDisk());
    EventOutcomes outcomes = outcomes(config.id(), config.buffer());
    return new NamedStreams(
        config,
        shares.bufferBytes().getOrDefault(config.id(), 0L),
        outcomes,
        streamSpools,
        (name, queue) ->
            new BufferedSink(
                StreamKind.of(
                    config.to(name),
                    StreamConnection.connect(config.to(name), shares.requests()),
                    shares.compressed()),
                queue,
                new BufferedSink.Dependencies(
                    deadline, outcomes, streamSpools.open(name), new SplittableRandom())));
  }
}
