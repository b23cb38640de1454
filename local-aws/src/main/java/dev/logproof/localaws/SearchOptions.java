package dev.logproof.localaws;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.localaws.opensearch.IndexRotation;
import dev.logproof.localaws.opensearch.SearchSettings;
import dev.logproof.localaws.opensearch.SearchSettings.Backup;
import dev.logproof.localaws.opensearch.SearchSettings.DocumentIds;
import dev.logproof.localaws.opensearch.SearchTarget;
import dev.logproof.opensearch.Login;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** OpenSearch options of {@code elasticsearch-delivery-stream}. Confined to the main thread. */
final class SearchOptions {
  @Option(
      names = "--opensearch-endpoint",
      paramLabel = "URL",
      description =
          "OpenSearch endpoint to which elasticsearch-delivery-stream delivers, one document per"
              + " record; rejected documents go to S3, below"
              + " frontend/AmazonOpenSearchService-failed/. User and password come from"
              + " LOGPROOF_OPENSEARCH_USER and LOGPROOF_OPENSEARCH_PASSWORD. Default: the stream"
              + " delivers to S3.")
  private Optional<String> endpoint = Optional.empty();

  @Option(
      names = "--opensearch-index",
      paramLabel = "NAME",
      defaultValue = "frontend",
      description =
          "Index name of the documents, without the time suffix. Default: ${DEFAULT-VALUE}.")
  private String index;

  @Option(
      names = "--opensearch-rotation",
      paramLabel = "PERIOD",
      defaultValue = "OneDay",
      description =
          "Rotation of the index name by arrival time: NoRotation, OneHour, OneDay, OneWeek or"
              + " OneMonth. Default: ${DEFAULT-VALUE}.")
  private String rotation;

  @Option(
      names = "--opensearch-retry",
      paramLabel = "TIME",
      defaultValue = "5m",
      description =
          "Retry duration for documents that OpenSearch rejects for a transient reason, 0s to 2h."
              + " Default: ${DEFAULT-VALUE}.")
  private Duration retry;

  @Option(
      names = "--opensearch-backup",
      paramLabel = "failed|all",
      defaultValue = "failed",
      description =
          "What is backed up to S3: failed documents only, or every record as received. Default:"
              + " ${DEFAULT-VALUE}.")
  private Backup backup;

  /**
   * Returns none without an endpoint.
   *
   * @throws CommandFailure when an option is invalid
   */
  SearchTarget settings(Map<String, String> environment) {
    return endpoint
        .<SearchTarget>map(
            text ->
                new SearchSettings(
                    url(text),
                    index,
                    IndexRotation.of(rotation).orElseThrow(this::noRotation),
                    checkedRetry(),
                    DocumentIds.FIREHOSE_DEFAULT,
                    backup,
                    Login.from(environment)))
        .orElse(SearchTarget.NONE);
  }

  private static URI url(String text) {
    try {
      return SearchSettings.endpoint(text);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput("--opensearch-endpoint " + e.getMessage(), e);
    }
  }

  private CommandFailure noRotation() {
    return CommandFailure.badInput(
        "--opensearch-rotation '" + rotation + "': expected one of " + IndexRotation.names());
  }

  private Duration checkedRetry() {
    if (retry.isNegative() || retry.compareTo(SearchSettings.MAX_RETRY) > 0) {
      throw CommandFailure.badInput(
          "--opensearch-retry '" + retry.toSeconds() + "s': expected 0s to 2h");
    }
    return retry;
  }
}
