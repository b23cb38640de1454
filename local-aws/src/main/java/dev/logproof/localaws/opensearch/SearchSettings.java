package dev.logproof.localaws.opensearch;

import dev.logproof.opensearch.Login;
import java.net.URI;
import java.time.Duration;

/**
 * Settings of an OpenSearch destination.
 *
 * @param index name without time suffix
 * @param retry how long documents are retried before backup
 */
public record SearchSettings(
    URI endpoint,
    String index,
    IndexRotation rotation,
    Duration retry,
    DocumentIds documentIds,
    Backup backup,
    Login login)
    implements SearchTarget {
  private static final String EXAMPLE = "http://127.0.0.1:9200";

  public static final Duration MAX_RETRY = Duration.ofHours(2);

  /**
   * Parses an endpoint.
   *
   * @throws IllegalArgumentException when invalid; the message never contains a password
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
     * One id per accepted record, kept across retries, so that a lost response creates no
     * duplicate.
     */
    FIREHOSE_DEFAULT,
    /** OpenSearch assigns an id per attempt. */
    NO_DOCUMENT_ID
  }

  /** Records backed up to S3. */
  public enum Backup {
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
