package dev.logproof.verify;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.objects.S3Location;
import dev.logproof.verify.check.TracerCheck;
import dev.logproof.verify.source.DestinationScan;
import dev.logproof.verify.source.DirectorySource;
import dev.logproof.verify.source.Engine;
import dev.logproof.verify.source.ObjectSource;
import dev.logproof.verify.source.S3Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the logs arrived, and how they are looked at. */
final class DestinationOptions {
  private static final int MAX_PARALLEL = 256;

  @Option(
      names = "--s3",
      paramLabel = "s3://BUCKET/PREFIX",
      description = "Where the logs arrive; local-aws prints it as LOGPROOF_S3.")
  Optional<String> s3 = Optional.empty();

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description =
          "Instead of --s3: a directory that holds the objects as files, such as a copied bucket.")
  Optional<Path> directory = Optional.empty();

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Objects read at the same time. Default: one for each processor.")
  Optional<Integer> parallel = Optional.empty();

  /**
   * Looks by {@code check} at what the options name.
   *
   * @throws CommandFailure when they name nothing
   */
  Engine engine(TracerCheck check, Duration lateAfter) throws IOException {
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
        throw CommandFailure.badInput(
            "--directory " + directory.get() + ": there is no such directory");
      }
      return new DirectorySource(directory.get());
    }
    try {
      return S3Source.at(location(), connections);
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

  /** As it was given, for messages. */
  String shown() {
    return directory.map(Path::toString).orElseGet(() -> location().toString());
  }

  /** The option that was given, for messages. */
  String option() {
    return directory.isPresent() ? "--directory" : "--s3";
  }
}
