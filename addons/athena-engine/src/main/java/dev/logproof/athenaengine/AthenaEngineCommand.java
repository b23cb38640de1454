package dev.logproof.athenaengine;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.CommandOptions;
import dev.logproof.commandline.ExitCode;
import dev.logproof.commandline.Program;
import dev.logproof.commandline.Termination;
import io.airlift.log.Level;
import io.airlift.log.Logging;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Runs {@code athena-engine} until a signal arrives or its parent exits. Confined to the main
 * thread.
 */
@Command(
    name = "athena-engine",
    description = {
      "Runs SQL over objects in S3 for the Athena API of local-aws; 'local-aws serve --athena'"
          + " starts it. The engine is Trino 435 with the Hive connector, from which Athena's"
          + " engine version 3 derives. It listens on the loopback address.",
      "",
      "S3 credentials come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. When ready, it prints"
          + " one line on standard output: ready http://127.0.0.1:PORT. The port has no"
          + " authentication: every client that can reach it can run any SQL."
    },
    footer = {"", "Exit codes: 0 stopped by a signal, 64 bad input, 70 internal error."},
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
public final class AthenaEngineCommand implements Callable<Integer> {
  @Mixin CommandOptions options;

  @Option(
      names = "--s3-endpoint",
      paramLabel = "URL",
      required = true,
      description = "S3 endpoint, addressed in path style.")
  private URI s3Endpoint;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "us-west-2",
      description = "Region for which S3 requests are signed. Default: ${DEFAULT-VALUE}.")
  private String region;

  @Option(
      names = "--tables",
      paramLabel = "S3-URI",
      required = true,
      description =
          "S3 location of the database and table definitions, such as"
              + " s3://athena-catalog/databases; the bucket must exist.")
  private URI tables;

  @Option(
      names = "--plugin",
      paramLabel = "DIR",
      description =
          "Directory with the jars of Trino's Hive connector. Default:"
              + " addons/athena-engine/target/plugin in LOGPROOF_HOME.")
  private Optional<Path> plugin;

  /** Runs the command. */
  public static void main(String[] args) {
    Program.main(new AthenaEngineCommand(), args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    require("s3".equals(tables.getScheme()), "--tables", tables, "such as s3://bucket/databases");
    require(s3Endpoint.getHost() != null, "--s3-endpoint", s3Endpoint, "such as http://HOST:PORT");
    logErrorsAlone();
    S3Access s3 =
        new S3Access(
            s3Endpoint, region, variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY"));
    try (Engine engine = Engine.start(HivePlugin.jarsIn(pluginDirectory()), s3, tables)) {
      System.out.println("ready " + engine.address());
      System.out.flush();
      Termination.shared().await();
      return ExitCode.PASS;
    }
  }

  /** Limits Trino's log to errors and undoes its redirection of the standard streams. */
  private static void logErrorsAlone() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    java.util.logging.Logger.getLogger(Logging.class.getName())
        .setLevel(java.util.logging.Level.OFF);
    Logging.initialize().setLevel("", Level.ERROR);
    System.setOut(out);
    System.setErr(err);
  }

  private Path pluginDirectory() {
    return plugin.orElseGet(
        () -> Path.of(variable("LOGPROOF_HOME"), "addons", "athena-engine", "target", "plugin"));
  }

  private static String variable(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw CommandFailure.badInput(name + " is not set: set it in the environment");
    }
    return value;
  }

  private static void require(boolean holds, String flag, Object value, String expected) {
    if (!holds) {
      throw CommandFailure.badInput(flag + " '" + value + "': expected a value " + expected);
    }
  }
}
