package dev.logproof.localaws.opensearch;

import dev.logproof.opensearch.Login;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of an OpenSearch destination.
 *
 * @param endpoint scheme, host and port
 * @param index index name without its time suffix
 * @param retry how long a request's documents are retried before they are backed up
 * @param documentIds source of document ids
 * @param backup records that are backed up to S3
 * @param login credentials for OpenSearch; empty sends none
 */
public record SearchSettings(
    URI endpoint,
    String index,
    IndexRotation rotation,
    Duration retry,
    DocumentIds documentIds,
    Backup backup,
    Optional<Login> login) {
  private static final String EXAMPLE = "http://127.0.0.1:9200";

  /** Longest retry duration. */
  public static final Duration MAX_RETRY = Duration.ofHours(2);

  /**
   * Parses an endpoint.
   *
   * @throws IllegalArgumentException when it is invalid; the message never contains a password
   */
  public static URI endpoint(String text) {
    URI endpoint;
    try {
      endpoint = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is not a URL: expected a URL such as " + EXAMPLE, e);
    }
    if (endpoint.getUserInfo() != null) {
      throw new IllegalArgumentException("contains a user: expected a URL such as " + EXAMPLE);
    }
    boolean web = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
    if (!web || endpoint.getHost() == null || endpoint.getQuery() != null) {
      throw new IllegalArgumentException("'" + text + "': expected a URL such as " + EXAMPLE);
    }
    return endpoint;
  }

  /** Source of document ids. */
  public enum DocumentIds {
    /**
     * The stream assigns one id per accepted record and keeps it across retries, so that an attempt
     * whose response is lost creates no duplicate. A record that was put twice yields two
     * documents.
     */
    FIREHOSE_DEFAULT,
    /** OpenSearch assigns a new id on every attempt. */
    NO_DOCUMENT_ID
  }

  /** Records that are backed up to S3, with Firehose's names. */
  public enum Backup {
    /** Documents that OpenSearch rejected. */
    FAILED("FailedDocumentsOnly"),
    /** Rejected documents, and every record as received. */
    ALL("AllDocuments");

    private final String apiName;

    Backup(String apiName) {
      this.apiName = apiName;
    }

    @Override
    public String toString() {
      return apiName;
    }
  }
}
