package dev.logproof.localaws.opensearch;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * An OpenSearch that a stream delivers to.
 *
 * @param endpoint scheme, host and port
 * @param index its name, before the time
 * @param retry for how long a request is tried again, at least in part, before its documents are
 *     backed up
 * @param documentIds who chooses the documents' ids
 * @param backup what S3 gets
 * @param login what OpenSearch is shown; without it nothing
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

  /** No longer may be tried again. */
  public static final Duration MAX_RETRY = Duration.ofHours(2);

  /**
   * Reads an endpoint.
   *
   * @throws IllegalArgumentException when it is none; the message does not show a password in it
   */
  public static URI endpoint(String text) {
    URI endpoint;
    try {
      endpoint = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is no URL: expected one such as " + EXAMPLE, e);
    }
    if (endpoint.getUserInfo() != null) {
      throw new IllegalArgumentException("holds a user: expected a URL such as " + EXAMPLE);
    }
    boolean web = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
    if (!web || endpoint.getHost() == null || endpoint.getQuery() != null) {
      throw new IllegalArgumentException("'" + text + "': expected a URL such as " + EXAMPLE);
    }
    return endpoint;
  }

  /** Who chooses a document's id. */
  public enum DocumentIds {
    /**
     * The stream: one for each record it accepted, the same in every attempt, so that an attempt
     * whose answer got lost makes no second document; a record that was put twice makes two.
     */
    FIREHOSE_DEFAULT,
    /** OpenSearch: a new one with every attempt. */
    NO_DOCUMENT_ID
  }

  /** What goes to S3, by Firehose's names. */
  public enum Backup {
    /** What OpenSearch did not take. */
    FAILED("FailedDocumentsOnly"),
    /** That, and every record as it came. */
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
