package dev.logproof.localaws;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.localaws.athena.LocalAthena;
import dev.logproof.localaws.auth.AwsV4Verifier;
import dev.logproof.localaws.auth.Credentials;
import dev.logproof.localaws.delivery.ObjectFormat;
import dev.logproof.localaws.faults.FaultControl;
import dev.logproof.localaws.faults.FaultPlan;
import dev.logproof.localaws.faults.RecordFaults;
import dev.logproof.localaws.faults.RequestFaultControl;
import dev.logproof.localaws.faults.RequestFaultPlan;
import dev.logproof.localaws.faults.RequestFaults;
import dev.logproof.localaws.firehose.FirehoseServer;
import dev.logproof.localaws.firehose.TargetApi;
import dev.logproof.localaws.firehose.TlsIdentity;
import dev.logproof.localaws.kinesis.KinesisApi;
import dev.logproof.localaws.kinesis.KinesisStreams;
import dev.logproof.localaws.limits.Admission;
import dev.logproof.localaws.opensearch.SearchSettings;
import dev.logproof.localaws.opensearch.SearchTarget;
import dev.logproof.localaws.s3.S3Store;
import dev.logproof.localaws.stream.Accounting;
import dev.logproof.localaws.stream.DeliveryStream;
import dev.logproof.localaws.stream.DeliveryStreams;
import dev.logproof.localaws.stream.StreamResources;
import dev.logproof.localaws.stream.StreamSettings;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The running stand-in: the APIs of Firehose and Kinesis, streams, delivery and S3. Started and
 * stopped by one thread; components run on their own.
 */
final class LocalAws implements AutoCloseable {
  private static final String ROLE = "arn:aws:iam::" + DeliveryStreams.ACCOUNT + ":role/firehose";
  private static final long SEAL_MILLIS = 100;
  private static final int KINESIS_SHARDS = 4;

  private final LocalAwsSettings settings;
  private final Deque<Closeable> parts = new ArrayDeque<>();
  private final LocalS3 s3;
  private final DeliveryStreams streams;
  private final FirehoseServer firehose;
  private final RequestFaultSwitch requestFaults;
  private final Map<String, String> faultVariables = new LinkedHashMap<>();
  private final Map<String, String> athenaVariables = new LinkedHashMap<>();
  private final Map<String, String> tlsEnvironment = new LinkedHashMap<>();

  private LocalAws(LocalAwsSettings settings, Dependencies dependencies) throws IOException {
    this.settings = settings;
    try {
      StorageDirectory directory = StorageDirectory.open(settings.directory());
      parts.push(directory::close);
      directory.createBucket(settings.bucket());
      s3 = startS3(directory, dependencies);
      parts.push(s3);
      S3Store store = new S3Store(directS3(), settings.region(), Credentials.LOCAL);
      parts.push(store::close);
      streams = new DeliveryStreams(resources(store, dependencies));
      parts.push(streams::close);
      createStreams();
      parts.push(startSealing());
      RequestFaults wrong = new RequestFaults(dependencies.clock()::nanoTime);
      firehose = startFirehose(dependencies, wrong);
      parts.push(firehose::close);
      requestFaults = new RequestFaultSwitch(firehose, wrong, RequestFaultPlan::ofStreams);
      if (!settings.requestFault().equals(RequestFaultPlan.NONE)) {
        requestFaults.begin(settings.requestFault());
      }
      if (settings.faults()) {
        startFaults();
      }
      if (settings.athena() instanceof LocalAwsSettings.WithAthena choice) {
        directory.createBucket(LocalAthena.BUCKET);
        startAthena(choice, store, dependencies);
      }
    } catch (RuntimeException e) {
      closeParts();
      throw e;
    }
  }

  /**
   * Returns when all components accept requests.
   *
   * @throws CommandFailure when a port or the directory is unavailable
   */
  static LocalAws start(LocalAwsSettings settings, Dependencies dependencies) throws IOException {
    return new LocalAws(settings, dependencies);
  }

  /**
   * Also serves Firehose over TLS on a free port.
   *
   * @param directory receives the certificate
   */
  void serveTls(Path directory) throws IOException, InterruptedException {
    TlsIdentity identity = TlsIdentity.make(directory);
    int port = firehose.listenTls(new InetSocketAddress(settings.bind(), 0), identity.context());
    tlsEnvironment.put("LOGPROOF_FIREHOSE_TLS", "https://localhost:" + port);
    tlsEnvironment.put("LOGPROOF_FIREHOSE_CA", identity.certificate().toString());
  }

  private LocalS3 startS3(StorageDirectory directory, Dependencies dependencies) {
    try {
      return LocalS3.start(settings, urlHost(), directory.path(), dependencies);
    } catch (IOException e) {
      throw cannotListen("--s3-port", settings.s3Port(), e);
    }
  }

  private FirehoseServer startFirehose(Dependencies dependencies, RequestFaults wrong) {
    TargetApi api =
        FirehoseServer.api(
            streams, verifier("firehose", dependencies), wrong, dependencies.randomIds());
    KinesisStreams kinesis =
        new KinesisStreams(
            new KinesisStreams.Settings(
                settings.region(),
                dependencies.clock(),
                settings.maxBufferedBytes(),
                settings.quota() instanceof QuotaChoice.Aws));
    settings.kinesisStreams().forEach(name -> createSource(name, kinesis));
    try {
      return FirehoseServer.start(
          new InetSocketAddress(settings.bind(), settings.firehosePort()),
          List.of(api, KinesisApi.of(kinesis, verifier("kinesis", dependencies), wrong)),
          wrong,
          dependencies.randomIds());
    } catch (IOException e) {
      throw cannotListen("--firehose-port", settings.firehosePort(), e);
    }
  }

  private static AwsV4Verifier verifier(String service, Dependencies dependencies) {
    return new AwsV4Verifier(service, Credentials.LOCAL, dependencies.clock()::instant);
  }

  /** Creates a stream of Kinesis and the delivery stream that reads it. */
  private void createSource(String name, KinesisStreams kinesis) {
    streams.create(stream(name, name + "/", SearchTarget.NONE));
    kinesis.create(
        name,
        KINESIS_SHARDS,
        streams.find(name).orElseThrow(() -> new IllegalStateException("too many streams")));
  }

  private void startAthena(
      LocalAwsSettings.WithAthena choice, S3Store store, Dependencies dependencies) {
    try {
      LocalAthena athena =
          LocalAthena.start(
              new LocalAthena.Settings(
                  choice.home(),
                  new InetSocketAddress(settings.bind(), choice.port()),
                  directS3(),
                  settings.region(),
                  store::put,
                  dependencies.randomIds(),
                  dependencies.clock()::instant));
      parts.push(athena::close);
      athenaVariables.put(
          "AWS_ENDPOINT_URL_ATHENA", "http://" + clientHost() + ":" + athena.port());
    } catch (IOException e) {
      throw cannotListen("--athena-port", choice.port(), e);
    }
  }

  private void startFaults() throws IOException {
    FaultControl control =
        new FaultControl(
            new InetSocketAddress(settings.bind(), 0),
            new FaultControl.Streams() {
              @Override
              public void inject(String name, FaultPlan plan) {
                streams.create(stream(name, name + "/", SearchTarget.NONE));
                streams
                    .find(name)
                    .orElseThrow(() -> new IllegalArgumentException("too many streams"))
                    .inject(plan);
              }

              @Override
              public Optional<FaultControl.Report> report(String name) {
                return streams.find(name).map(LocalAws::report);
              }
            },
            requestFaults,
            s3.faults());
    parts.push(control::close);
    String address = "http://" + clientHost() + ":" + control.port();
    faultVariables.put("LOGPROOF_FAULTS", address + "/streams/");
    faultVariables.put("LOGPROOF_REQUEST_FAULTS", address + RequestFaultControl.PATH);
    faultVariables.put("LOGPROOF_S3_FAULTS", address + RequestFaultControl.S3_PATH);
  }

  private static FaultControl.Report report(DeliveryStream stream) {
    Accounting counters = stream.accounting();
    return new FaultControl.Report(
        counters.acceptedRecords(),
        counters.deliveredRecords(),
        counters.pendingRecords(),
        stream.done(RecordFaults.Fate.LOST),
        stream.done(RecordFaults.Fate.DUPLICATED),
        stream.done(RecordFaults.Fate.CORRUPTED),
        stream.done(RecordFaults.Fate.LATE));
  }

  private CommandFailure cannotListen(String flag, int port, IOException cause) {
    String asked =
        port == 0
            ? "--bind '" + settings.bind() + "': expected an address of this machine"
            : flag + " " + port + " on " + settings.bind() + ": expected a free port, or 0 for any";
    return CommandFailure.badInput(asked + ": " + cause.getMessage(), cause);
  }

  private StreamResources resources(S3Store store, Dependencies dependencies) {
    return new StreamResources(
        settings.region(),
        dependencies.delivery().apply(store),
        dependencies.clock(),
        dependencies.randomIds(),
        dependencies.pause(),
        settings.maxBufferedBytes(),
        nanoTime ->
            settings
                .quota()
                .in(settings.region())
                .map(quota -> quota.enforce(nanoTime))
                .orElse(Admission.ALL));
  }

  private void createStreams() {
    streams.create(stream("elasticsearch-delivery-stream", "frontend/", settings.search()));
    streams.create(stream("s3-delivery-stream", "backend/", SearchTarget.NONE));
  }

  private StreamSettings stream(String name, String prefix, SearchTarget search) {
    return new StreamSettings(
        name,
        settings.bucket(),
        prefix,
        settings.bufferBytes(),
        settings.bufferInterval(),
        ObjectFormat.of(settings.compression()),
        ROLE,
        search);
  }

  private Closeable startSealing() {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "seal-due");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        timer.scheduleWithFixedDelay(
            streams::sealDue, SEAL_MILLIS, SEAL_MILLIS, TimeUnit.MILLISECONDS);
    return timer::shutdownNow;
  }

  /** Variables for clients, in print order. */
  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    String endpoint = "http://" + clientHost() + ":" + firehose.port();
    environment.put("AWS_ENDPOINT_URL_FIREHOSE", endpoint);
    environment.put("AWS_ENDPOINT_URL_KINESIS", endpoint);
    environment.putAll(tlsEnvironment);
    environment.put("AWS_ENDPOINT_URL_S3", s3Endpoint().toString());
    environment.putAll(athenaVariables);
    environment.put("AWS_ACCESS_KEY_ID", Credentials.LOCAL.accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", Credentials.LOCAL.secretAccessKey());
    environment.put("AWS_REGION", settings.region());
    environment.put("AWS_DEFAULT_REGION", settings.region());
    environment.putAll(faultVariables);
    if (settings.search() instanceof SearchSettings search) {
      environment.put("LOGPROOF_OPENSEARCH_ENDPOINT", search.endpoint().toString());
      environment.put("LOGPROOF_INDEX", search.rotation().patternOf(search.index()));
    }
    environment.put("LOGPROOF_S3", "s3://" + settings.bucket());
    return environment;
  }

  private URI s3Endpoint() {
    return URI.create("http://" + clientHost() + ":" + s3.port());
  }

  private URI directS3() {
    return URI.create("http://" + s3.direct(clientHost()));
  }

  private String urlHost() {
    return settings.bind().contains(":") ? "[" + settings.bind() + "]" : settings.bind();
  }

  /** Clients reach a wildcard address through the loopback. */
  private String clientHost() {
    return switch (settings.bind()) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::" -> "[::1]";
      default -> urlHost();
    };
  }

  /** Faults of S3, if faults are enabled. */
  RequestFaultSwitch s3Faults() {
    return s3.faults();
  }

  Accounting accounting() {
    return streams.accounting();
  }

  /** Delivers buffered records for at most {@code limit}. */
  Accounting stop(Duration limit) throws InterruptedException {
    firehose.close();
    return streams.stop(limit);
  }

  @Override
  public void close() throws IOException {
    closeParts();
  }

  private void closeParts() throws IOException {
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }
}
