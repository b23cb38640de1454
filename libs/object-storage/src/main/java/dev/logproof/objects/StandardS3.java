package dev.logproof.objects;

import java.io.IOException;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Creates the S3 client from the SDK's standard chain. */
public final class StandardS3 {
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

  private StandardS3() {}

  /**
   * Creates a client that the caller closes.
   *
   * @throws IOException if the environment lacks a required setting
   * @throws IllegalArgumentException if a configured endpoint is not a URL
   */
  public static S3Client client(int maxConnections) throws IOException {
    try {
      return S3Client.builder()
          .forcePathStyle(OwnEndpoint.isSet("S3", System.getenv(), System.getProperties()))
          .httpClientBuilder(
              Apache5HttpClient.builder()
                  .socketTimeout(SOCKET_TIMEOUT)
                  .maxConnections(maxConnections))
          .build();
    } catch (SdkException e) {
      throw new IOException(S3Failure.explain(e), e);
    }
  }
}
