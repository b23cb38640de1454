package dev.logproof.localaws.s3;

import dev.logproof.localaws.auth.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * S3Proxy over a directory, with signature verification. Keys are file paths, so {@code a} and
 * {@code a/b} cannot both exist. Runs on its own threads.
 */
public final class EmbeddedS3 implements AutoCloseable {
  /** Exceeds the largest delivered object: 128 MiB plus one request. */
  private static final long MAX_PUT_BYTES = 256L << 20;

  private static final int MAX_THREADS = 64;
  private static final long STOP_MILLIS = 0;

  private final S3Proxy server;

  private EmbeddedS3(S3Proxy server) {
    this.server = server;
  }

  /**
   * Serves one folder per bucket.
   *
   * @throws IOException when the port is unavailable
   */
  public static EmbeddedS3 start(String host, int port, Path directory, Credentials credentials)
      throws IOException {
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(directory.toString()))
            .endpoint(URI.create("http://" + host + ":" + port))
            .awsAuthentication(
                AuthenticationType.AWS_V4, credentials.accessKeyId(), credentials.secretAccessKey())
            .v4MaxNonChunkedRequestSize(MAX_PUT_BYTES)
            .jettyMaxThreads(MAX_THREADS)
            .ignoreUnknownHeaders(true)
            .stopTimeout(STOP_MILLIS)
            .build();
    start(server);
    return new EmbeddedS3(server);
  }

  private static void start(S3Proxy server) throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("S3 did not start: " + e.getMessage(), e);
    }
  }

  /** Listening port. */
  public int port() {
    return server.getPort();
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("S3 did not stop: " + e.getMessage(), e);
    }
  }
}
