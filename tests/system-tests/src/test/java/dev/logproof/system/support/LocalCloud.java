package dev.logproof.system.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A running {@code local-aws} and the objects in its bucket. */
public final class LocalCloud implements AutoCloseable {
  private static final Pattern EXPORT = Pattern.compile("^export (\\w+)=(.*)$", Pattern.MULTILINE);

  private static final Pattern ACCEPTED = Pattern.compile("accounting: accepted=(\\d+) ");

  private final RunningProgram program;
  private final Map<String, String> environment = new HashMap<>();

  private LocalCloud(RunningProgram program) {
    this.program = program;
  }

  /** Starts local-aws with a short buffer interval. */
  public static LocalCloud start(Path directory, String... more)
      throws IOException, InterruptedException {
    return startBehind(List.of(), directory, more);
  }

  /** Starts local-aws with {@code before} as command prefix. */
  public static LocalCloud startBehind(List<String> before, Path directory, String... more)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(before);
    line.add(RunningProgram.home().resolve("bin/local-aws").toString());
    line.addAll(List.of("serve", "--buffer-interval", "1s", "--quiet"));
    line.addAll(List.of(more));
    RunningProgram program = RunningProgram.startAny(directory, Map.of(), "local-aws", line);
    LocalCloud cloud = new LocalCloud(program);
    program.awaitLine("^export LOGPROOF_S3=", Duration.ofSeconds(60));
    Matcher exports = EXPORT.matcher(program.stdout());
    while (exports.find()) {
      cloud.environment.put(exports.group(1), exports.group(2).replaceAll("^['\"]|['\"]$", ""));
    }
    return cloud;
  }

  /** Environment variables for clients. */
  public Map<String, String> environment() {
    return environment;
  }

  public String bucket() {
    return environment.get("LOGPROOF_S3").replaceFirst("^s3://", "").replaceFirst("/.*", "");
  }

  /** Stops local-aws, which delivers buffered records. S3 is unavailable afterwards. */
  public int stop() throws IOException, InterruptedException {
    return program.terminate(Duration.ofSeconds(30));
  }

  /** Stops local-aws and returns the number of records that it accepted. */
  public long stopAndCount() throws IOException, InterruptedException {
    int exitCode = stop();
    Matcher matcher = ACCEPTED.matcher(stderr());
    if (!matcher.find()) {
      throw new IllegalStateException("exit code " + exitCode + ", no accounting: " + stderr());
    }
    return Long.parseLong(matcher.group(1));
  }

  public long pid() {
    return program.process().pid();
  }

  public String stderr() throws IOException {
    return program.stderr();
  }

  public S3Client s3() {
    return S3Client.builder()
        .endpointOverride(URI.create(environment.get("AWS_ENDPOINT_URL_S3")))
        .region(Region.of(environment.get("AWS_REGION")))
        .credentialsProvider(credentials())
        .forcePathStyle(true)
        .build();
  }

  /** Keys that the cloud accepts. */
  public StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(
            environment.get("AWS_ACCESS_KEY_ID"), environment.get("AWS_SECRET_ACCESS_KEY")));
  }

  /** Waits for {@code count} lines in the objects below {@code prefix}; returns all. */
  public List<String> awaitLines(String prefix, long count) {
    return awaitLines(prefix, count, UTF_8);
  }

  /** Waits for {@code count} lines encoded in {@code charset}. */
  public List<String> awaitLines(String prefix, long count, Charset charset) {
    AtomicReference<List<String>> lines = new AtomicReference<>(List.of());
    try (S3Client s3 = s3()) {
      Waits.await()
          .until(
              () -> {
                lines.set(new String(read(s3, prefix), charset).lines().toList());
                return lines.get().size();
              },
              size -> size >= count);
    }
    return lines.get();
  }

  /** Reads all objects below {@code prefix}, decompressed and concatenated. */
  public byte[] read(S3Client s3, String prefix) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (S3Object object : objects(s3, prefix)) {
      if (gone(s3, object)) {
        continue;
      }
      byte[] raw = s3.getObjectAsBytes(get -> get.bucket(bucket()).key(object.key())).asByteArray();
      if (object.key().endsWith(".gz")) {
        new GZIPInputStream(new ByteArrayInputStream(raw)).transferTo(all);
      } else {
        all.write(raw);
      }
    }
    return all.toByteArray();
  }

  /** An object written during the listing has a temporary name. */
  private boolean gone(S3Client s3, S3Object object) {
    try {
      s3.headObject(head -> head.bucket(bucket()).key(object.key()));
      return false;
    } catch (NoSuchKeyException e) {
      return true;
    }
  }

  public List<S3Object> objects(S3Client s3, String prefix) {
    return s3
        .listObjectsV2Paginator(list -> list.bucket(bucket()).prefix(prefix))
        .contents()
        .stream()
        .toList();
  }

  @Override
  public void close() {
    program.close();
  }
}
