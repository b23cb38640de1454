package dev.logproof.verify.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 endpoint and the system properties for the SDK. Confined to the test's thread. */
final class LocalS3 implements AutoCloseable {
  private static final String REGION = "us-west-2";

  private final S3Proxy server;
  private final Properties before = new Properties();
  private final S3Client client;

  private LocalS3(S3Proxy server) {
    this.server = server;
    before.putAll(System.getProperties());
    Map.of(
            "aws.endpointUrlS3",
            "http://127.0.0.1:" + server.getPort(),
            "aws.region",
            REGION,
            "aws.accessKeyId",
            "test",
            "aws.secretAccessKey",
            "secret")
        .forEach(System::setProperty);
    this.client =
        S3Client.builder()
            .forcePathStyle(true)
            .httpClientBuilder(Apache5HttpClient.builder())
            .build();
  }

  static LocalS3 start(Path directory) throws IOException {
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(directory.toString()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, "test", "secret")
            .ignoreUnknownHeaders(true)
            .build();
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("S3 did not start", e);
    }
    return new LocalS3(server);
  }

  void createBucket(String bucket) {
    client.createBucket(create -> create.bucket(bucket));
  }

  void put(String bucket, String key, byte[] content) {
    client.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content));
  }

  S3Client client() {
    return client;
  }

  @Override
  public void close() throws IOException {
    System.setProperties(before);
    client.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("S3 did not stop", e);
    }
  }
}
