package dev.logproof.verify.cli;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.Progress;
import dev.logproof.objects.S3Location;
import dev.logproof.verify.check.TracerCheck;
import dev.logproof.verify.source.CrossCheck;
import dev.logproof.verify.source.DestinationScan;
import dev.logproof.verify.source.DirectorySource;
import dev.logproof.verify.source.Engine;
import dev.logproof.verify.source.ObjectSource;
import dev.logproof.verify.source.S3Source;
import dev.logproof.verify.source.athena.AthenaEngine;
import dev.logproof.verify.source.athena.AthenaSettings;
import dev.logproof.verify.source.athena.StandardAthena;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.athena.AthenaClient;

/** Command-line options for the destination and its engines. */
final class DestinationOptions {
  private static final int MAX_PARALLEL = 256;

  /** Engines for reading the destination. */
  enum Kind {
    SCAN,
    ATHENA,
    /** OpenSearch is a destination of its own. */
    OPENSEARCH
  }

  @Option(
      names = "--s3",
      paramLabel = "s3://BUCKET/PREFIX",
      description = "S3 location of the destination; local-aws prints it as LOGPROOF_S3.")
  Optional<String> s3 = Optional.empty();

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description =
          "Instead of --s3: a directory with the objects as files, such as a copied bucket.")
  Optional<Path> directory = Optional.empty();

  @Option(
      names = "--engine",
      paramLabel = "scan|athena|opensearch",
      split = ",",
      description =
          "Engine that searches for the tracers. scan: this machine reads every object. athena:"
              + " Amazon Athena queries the objects, for destinations too large for one machine;"
              + " only deviations are downloaded. scan,athena: both engines; if they disagree, the"
              + " verdict is unknown (the scan then reads --directory, if given). opensearch: every"
              + " document of --index is read, instead of objects. Default: scan.")
  List<Kind> engines = List.of(Kind.SCAN);

  @Mixin AthenaOptions athena = new AthenaOptions();

  @Mixin SearchOptions search = new SearchOptions();

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Objects read in parallel. Default: one per processor.")
  Optional<Integer> parallel = Optional.empty();

  /** Fails if the options name no destination. */
  Engine engine(Supplier<TracerCheck> checks, Duration lateAfter, Progress progress)
      throws IOException {
    if (Set.copyOf(engines).size() < engines.size() || engines.isEmpty()) {
      throw CommandFailure.badInput("--engine " + engines + ": expected each engine once");
    }
    if (engines.contains(Kind.OPENSEARCH) && engines.size() > 1) {
      throw CommandFailure.badInput(
          "--engine "
              + engines
              + ": OpenSearch is a separate destination; expected opensearch only");
    }
    AthenaSettings settings = athena.settings(progress::milestone);
    List<Engine> made = new ArrayList<>();
    for (Kind kind : engines) {
      made.add(
          switch (kind) {
            case SCAN -> scan(checks.get(), lateAfter);
            case ATHENA ->
                new AthenaEngine(s3(1), location(), athena(), settings, checks.get(), lateAfter);
            case OPENSEARCH -> search.engine(checks);
          });
    }
    return made.size() == 1 ? made.get(0) : new CrossCheck(made);
  }

  private Engine scan(TracerCheck check, Duration lateAfter) throws IOException {
    int threads = parallel.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    if (threads < 1 || threads > MAX_PARALLEL) {
      throw CommandFailure.badInput(
          "--parallel " + threads + " is not between 1 and " + MAX_PARALLEL);
    }
    return new DestinationScan(source(threads + 1), check, lateAfter, threads);
  }

  private ObjectSource source(int connections) throws IOException {
    if (directory.isPresent()) {
      if (!Files.isDirectory(directory.get())) {
        throw CommandFailure.badInput("--directory " + directory.get() + ": no such directory");
      }
      return new DirectorySource(directory.get());
    }
    return s3(connections);
  }

  private ObjectSource s3(int connections) throws IOException {
    try {
      return S3Source.at(location(), connections);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput(e.getMessage(), e);
    }
  }

  private static AthenaClient athena() throws IOException {
    try {
      return StandardAthena.client();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput(e.getMessage(), e);
    }
  }

  private S3Location location() {
    String text =
        s3.orElseThrow(
            () ->
                CommandFailure.badInput(
                    "no destination: give --s3 s3://bucket/prefix or --directory, or set"
                        + " LOGPROOF_S3"));
    try {
      return S3Location.parse(text);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput("--s3 " + e.getMessage(), e);
    }
  }

  String shown() {
    if (engines.contains(Kind.OPENSEARCH)) {
      return search.shown();
    }
    return inDirectory() ? directory.orElseThrow().toString() : location().toString();
  }

  String option() {
    return inDirectory() ? "--directory" : "--s3";
  }

  private boolean inDirectory() {
    return directory.isPresent() && !engines.contains(Kind.ATHENA);
  }
}
