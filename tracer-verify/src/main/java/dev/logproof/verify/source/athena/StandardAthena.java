package dev.logproof.verify.source.athena;

import dev.logproof.objects.OwnEndpoint;
import dev.logproof.objects.S3Failure;
import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.athena.AthenaClient;

/**
 * Creates the Athena client; endpoint ({@code AWS_ENDPOINT_URL_ATHENA}), region and credentials
 * come from the SDK's standard chain. Stateless.
 */
public final class StandardAthena {
  private StandardAthena() {}

  /**
   * Creates a client; the caller closes it.
   *
   * @throws IOException if the environment lacks a required setting
   * @throws IllegalArgumentException if a configured endpoint is not a URL
   */
  public static AthenaClient client() throws IOException {
    OwnEndpoint.isSet("Athena", System.getenv(), System.getProperties());
    try {
      return AthenaClient.builder().httpClientBuilder(Apache5HttpClient.builder()).build();
    } catch (SdkException e) {
      throw new IOException(S3Failure.explain(e), e);
    }
  }
}
