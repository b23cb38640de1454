package dev.logproof.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Copies directories to a real S3 endpoint and back. */
class DirectoryCopyTest {
  private static final S3Location PLACE = new S3Location("results", "runs/big");

  @TempDir Path storage;
  @TempDir Path here;
  @TempDir Path there;
  private S3Proxy server;
  private S3Client client;

  @BeforeEach
  void start() throws Exception {
    server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(storage.toString()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, "test", "secret")
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
    client =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getPort()))
            .forcePathStyle(true)
            .region(Region.US_WEST_2)
            .httpClientBuilder(Apache5HttpClient.builder())
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "secret")))
            .build();
    client.createBucket(create -> create.bucket("results"));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.stop();
  }

  @Test
  void downloadsLatestUploadUnderSameNames() throws IOException {
    DirectoryCopy copy = new DirectoryCopy(client);
    Path journal = Files.createDirectories(here.resolve("1")).resolve("sent.jsonl");
    Files.writeString(journal, "first\n");
    Files.writeString(here.resolve("load.json"), "{}");
    copy.upload(here, PLACE);
    Files.writeString(journal, "first\nsecond\n");
    copy.upload(here, PLACE);
    List<Path> files = copy.download(PLACE, there);
    assertThat(files).containsExactly(there.resolve("1/sent.jsonl"), there.resolve("load.json"));
    assertThat(files.get(0)).content(UTF_8).isEqualTo("first\nsecond\n");
  }

  @Test
  void keepsModificationTimeOfObjects() throws IOException {
    DirectoryCopy copy = new DirectoryCopy(client);
    Files.writeString(here.resolve("sent.jsonl"), "");
    copy.upload(here, PLACE);
    FileTime modified = FileTime.from(Instant.parse("2026-01-01T12:00:00Z"));
    Files.setLastModifiedTime(storage.resolve("results/runs/big/sent.jsonl"), modified);
    Path file = copy.download(PLACE, there).get(0);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(modified);
  }

  @Test
  void ignoresObjectsWithLongerPrefix() throws IOException {
    client.putObject(put -> put.bucket("results").key("runs/bigger/x"), RequestBody.empty());
    assertThat(new DirectoryCopy(client).download(PLACE, there)).isEmpty();
  }

  @Test
  void reportsMissingDirectoryOrBucket() {
    DirectoryCopy copy = new DirectoryCopy(client);
    assertThatThrownBy(() -> copy.upload(here.resolve("absent"), PLACE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("absent");
    assertThatThrownBy(() -> copy.download(new S3Location("none", "x"), there))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("s3://none/x");
  }
}
