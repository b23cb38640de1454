package dev.logproof.localaws;

import dev.logproof.commandline.ByteSize;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.ExitCode;
import dev.logproof.commandline.ParsedOption;
import dev.logproof.commandline.Termination;
import dev.logproof.localaws.delivery.Compression;
import dev.logproof.localaws.faults.RequestFaultPlan;
import dev.logproof.localaws.limits.FirehoseLimits;
import dev.logproof.localaws.stream.Accounting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves until a signal arrives, then delivers buffered records. Confined to the main thread. */
@Command(
    name = "serve",
    description = {
      "Serves the APIs of Amazon Data Firehose, Kinesis Data Streams and S3 to any AWS SDK or CLI,"
          + " and delivers records to S3 as Firehose does.",
      "",
      "The streams elasticsearch-delivery-stream (prefix frontend/) and s3-delivery-stream (prefix"
          + " backend/) and the bucket exist at start. When ready, it prints the exports for a"
          + " client's environment on standard output, one per line; LOGPROOF_S3 is the last."
          + " Requests must be signed with the printed credentials."
    },
    footer = {
      "",
      "At SIGTERM or SIGINT it delivers every buffer (for at most 20 s), and prints as its last"
          + " line on standard error: accounting: accepted=N delivered=N pending=N objects=N, with"
          + " backed-up=N after delivered if OpenSearch rejected documents.",
      "",
      "Example:",
      "  bin/local-aws serve >aws.env &",
      "  until grep -q LOGPROOF_S3 aws.env; do sleep 1; done; . ./aws.env",
      "  aws firehose list-delivery-streams",
      "  aws s3 ls --recursive $LOGPROOF_S3",
      "",
      "Exit codes: 0 no record is pending, 1 records were not delivered, 64 bad input, 70 internal"
          + " error."
    },
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final int MAX_PORT = 65_535;
  private static final long MIB = 1 << 20;

  @Option(
      names = "--firehose-port",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Port of the APIs of Firehose and Kinesis; 0 picks a free port. Default:"
              + " ${DEFAULT-VALUE}.")
  private int firehosePort;

  @Option(
      names = "--s3-port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port of S3; 0 picks a free port. Default: ${DEFAULT-VALUE}.")
  private int s3Port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on. The credentials are public: keep the loopback address unless every"
              + " host that can reach another address may use it. Default: ${DEFAULT-VALUE}.")
  private String bind;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Directory of the S3 buckets, one folder per bucket, one file per object; created if"
              + " absent; requires extended attributes. Default: a temporary directory, removed at"
              + " exit.")
  private Optional<Path> directory;

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      defaultValue = "logproof",
      description = "Bucket to create and deliver to. Default: ${DEFAULT-VALUE}.")
  private String bucket;

  @Option(
      names = "--buffer-interval",
      paramLabel = "TIME",
      defaultValue = "5s",
      description =
          "An object is closed when its first record reaches this age, 0s to 15m. AWS's default is"
              + " 5m; the shorter default here shows results sooner. Default: ${DEFAULT-VALUE}.")
  private Duration bufferInterval;

  @Option(
      names = "--buffer-size",
      paramLabel = "SIZE",
      defaultValue = "5MiB",
      description =
          "An object is also closed at this size before compression, 1MiB to 128MiB, whole MiB."
              + " Default: ${DEFAULT-VALUE}.")
  private ByteSize bufferSize;

  @Option(
      names = "--compression",
      paramLabel = "gzip|uncompressed",
      defaultValue = "gzip",
      description = "Compression of objects. Default: ${DEFAULT-VALUE}.")
  private Compression compression;

  @Option(
      names = "--max-buffered",
      paramLabel = "SIZE",
      defaultValue = "128MiB",
      description =
          "Bytes before compression that a stream accepts ahead of delivery, in addition to two"
              + " buffers; above that, requests fail with ServiceUnavailableException (HTTP 500)"
              + " until delivery catches up. Default: ${DEFAULT-VALUE}.")
  private ByteSize maxBuffered;

  @Option(
      names = "--quota",
      paramLabel = "none|aws|RATE",
      defaultValue = "none",
      converter = QuotaConverter.class,
      description =
          "Quota of a stream per second; records above it fail with 'Slow down.' none: no limit, as"
              + " after a limit increase; aws: the region's Direct PUT quota (5 MiB, 500,000"
              + " records, 2,000 requests in us-east-1, us-west-2, eu-west-1; elsewhere 1 MiB,"
              + " 100,000, 1,000), and of a shard of Kinesis (1 MiB, 1,000 records); a rate such as"
              + " 2MiB/s: limits Firehose's bytes only. Default:"
              + " ${DEFAULT-VALUE}.")
  private QuotaChoice quota;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "us-west-2",
      description = "Region of the streams' ARNs and of the quota. Default: ${DEFAULT-VALUE}.")
  private String region;

  @Option(
      names = "--faults",
      description =
          "Enable fault injection. Record faults, at the address printed as LOGPROOF_FAULTS: PUT"
              + " {seed, among, lose, duplicate, corrupt, within, late, lateMillis, reorder} to"
              + " address/STREAM; GET returns the injected faults. Request faults, at the address"
              + " printed as LOGPROOF_REQUEST_FAULTS: PUT as in --request-fault, GET, DELETE; those of"
              + " S3 at LOGPROOF_S3_FAULTS, as in --s3-fault.")
  private boolean faults;

  @Option(
      names = "--request-fault",
      paramLabel = "NAME=VALUE,...",
      converter = RequestFaultConverter.class,
      description =
          "Fault of PutRecord, PutRecordBatch and PutRecords from the start:"
              + " fault=throttle|error|partial|slow|disconnect|outage; share=0.1 of the calls;"
              + " forMillis=60000; seed=7; with error code=InternalFailure or another of the API's;"
              + " with partial records=0.01; with slow delayMillis=5000; with disconnect"
              + " moment=before-request|during-response|without-response|after-response; with"
              + " outage how=refuse|reset; with throttle, error or partial stream=NAME for one"
              + " stream only. Example: fault=partial,records=0.3,seed=7.")
  private Optional<RequestFaultPlan> requestFault;

  @Option(
      names = "--s3-fault",
      paramLabel = "NAME=VALUE,...",
      converter = RequestFaultConverter.class,
      description =
          "Fault of requests that write to S3 from the start, as in --request-fault without partial"
              + " and stream: throttle is SlowDown, and error takes code=SlowDown, InternalError,"
              + " RequestTimeout, AccessDenied or NoSuchBucket. Firehose's own deliveries are not"
              + " affected. Example: fault=error,code=InternalError,share=0.3.")
  private Optional<RequestFaultPlan> s3Fault;

  @Option(
      names = "--tls-dir",
      paramLabel = "DIR",
      description =
          "Also serve the Firehose API over TLS, on a free port, for clients that speak TLS only."
              + " The self-signed certificate for localhost is written to ca.pem in this directory."
              + " Printed as LOGPROOF_FIREHOSE_TLS and LOGPROOF_FIREHOSE_CA.")
  private Optional<Path> tlsDirectory = Optional.empty();

  @Option(
      names = "--athena",
      description =
          "Also serve Athena's API, by a Trino engine over the objects in S3. Trino runs as a"
              + " separate process and needs 10 to 20 s to start; queries wait for it. This is an"
              + " add-on: its first use downloads about 260 MB.")
  private boolean athena;

  @Option(
      names = "--athena-port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port of Athena's API; 0 picks a free port. Default: ${DEFAULT-VALUE}.")
  private int athenaPort;

  @Option(
      names = "--kinesis-stream",
      paramLabel = "NAME",
      description =
          "Stream of Kinesis Data Streams to create at the start, with 4 shards, and a delivery"
              + " stream of the same name that reads it and delivers to S3 (prefix NAME/); may be"
              + " repeated. CreateStream creates streams that only consumers read.")
  private List<String> kinesisStreams = List.of();

  @Mixin private SearchOptions search = new SearchOptions();

  /** Parses {@code --quota}. */
  static final class QuotaConverter extends ParsedOption<QuotaChoice> {
    QuotaConverter() {
      super(QuotaChoice::parse);
    }
  }

  /** Parses {@code --request-fault}. */
  static final class RequestFaultConverter extends ParsedOption<RequestFaultPlan> {
    RequestFaultConverter() {
      super(RequestFaultPlan::parse);
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (LocalAws aws = LocalAws.start(settings(), Dependencies.REAL)) {
      if (tlsDirectory.isPresent()) {
        serveTls(aws, tlsDirectory.get());
      }
      aws.environment()
          .forEach((name, value) -> System.out.println("export " + name + "=" + quoted(value)));
      System.out.flush();
      Termination.shared().await();
      return report(aws.stop(STOP_LIMIT));
    }
  }

  private static void serveTls(LocalAws aws, Path directory) throws InterruptedException {
    try {
      aws.serveTls(directory);
    } catch (IOException e) {
      throw CommandFailure.badInput("--tls-dir " + directory + ": " + e.getMessage(), e);
    }
  }

  /** Protects patterns from shell expansion. */
  private static String quoted(String value) {
    return value.contains("*") ? "'" + value + "'" : value;
  }

  private static int report(Accounting accounting) {
    System.err.println(accounting);
    if (!accounting.balances()) {
      System.err.println("local-aws: internal error: the accounting does not balance");
      return ExitCode.INTERNAL;
    }
    return accounting.pendingRecords() == 0 ? ExitCode.PASS : ExitCode.FAIL;
  }

  private LocalAwsSettings settings() {
    require(
        firehosePort >= 0 && firehosePort <= MAX_PORT,
        "--firehose-port",
        firehosePort,
        "0 to 65535");
    require(s3Port >= 0 && s3Port <= MAX_PORT, "--s3-port", s3Port, "0 to 65535");
    require(
        bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"),
        "--bucket",
        bucket,
        "3 to 63 lower-case letters, digits, '.' and '-', such as logproof");
    require(
        region.matches("[a-z]{2}(-[a-z]+)+-[0-9]"), "--region", region, "a name such as us-west-2");
    require(
        bufferInterval.toSeconds() <= FirehoseLimits.MAX_BUFFER_SECONDS,
        "--buffer-interval",
        bufferInterval.toSeconds() + "s",
        "0s to 15m");
    require(
        bufferSize.bytes() % MIB == 0
            && bufferSize.bytes() >= MIB
            && bufferSize.bytes() <= FirehoseLimits.MAX_BUFFER_MIB * MIB,
        "--buffer-size",
        bufferSize,
        "1MiB to 128MiB, whole MiB");
    for (String name : kinesisStreams) {
      require(
          name.matches("[a-zA-Z0-9_.-]{1,64}"),
          "--kinesis-stream",
          name,
          "1 to 64 letters, digits, '_', '.' and '-'");
    }
    require(athenaPort >= 0 && athenaPort <= MAX_PORT, "--athena-port", athenaPort, "0 to 65535");
    return new LocalAwsSettings(
        bind,
        firehosePort,
        s3Port,
        directory
            .<LocalAwsSettings.StorageChoice>map(LocalAwsSettings.Kept::new)
            .orElseGet(LocalAwsSettings.Temporary::new),
        bucket,
        region,
        bufferInterval,
        bufferSize.bytes(),
        compression,
        quota,
        maxBuffered.bytes(),
        faults,
        requestFault.orElse(RequestFaultPlan.NONE),
        s3Fault.orElse(RequestFaultPlan.NONE),
        athena
            ? new LocalAwsSettings.WithAthena(home(), athenaPort)
            : new LocalAwsSettings.WithoutAthena(),
        search.settings(System.getenv()),
        List.copyOf(kinesisStreams));
  }

  private static Path home() {
    String home = System.getenv("LOGPROOF_HOME");
    if (home == null) {
      throw CommandFailure.badInput(
          "--athena: LOGPROOF_HOME is not set; expected the folder that bin/athena-engine is in, as"
              + " bin/local-aws sets it");
    }
    return Path.of(home);
  }

  private static void require(boolean holds, String flag, Object value, String expected) {
    if (!holds) {
      throw CommandFailure.badInput(flag + " '" + value + "': expected " + expected);
    }
  }
}
