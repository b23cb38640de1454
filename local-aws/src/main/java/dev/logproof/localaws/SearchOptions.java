package dev.logproof.localaws;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.localaws.opensearch.IndexRotation;
import dev.logproof.localaws.opensearch.SearchSettings;
import dev.logproof.localaws.opensearch.SearchSettings.Backup;
import dev.logproof.localaws.opensearch.SearchSettings.DocumentIds;
import dev.logproof.opensearch.Login;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Options of the OpenSearch destination of {@code elasticsearch-delivery-stream}. Confined to the
 * main thread.
 */
final class SearchOptions {
  @Option(
      names = "--opensearch-endpoint",
      paramLabel = "URL",
      description =
          "Deliver elasticsearch-delivery-stream there, a document a record, and to S3 (below"
              + " frontend/AmazonOpenSearchService-failed/) what it does not take. User and password"
              + " come from LOGPROOF_OPENSEARCH_USER and LOGPROOF_OPENSEARCH_PASSWORD. Default: the"
              + " stream delivers to S3.")
  private Optional<String> endpoint = Optional.empty();

  @Option(
      names = "--opensearch-index",
      paramLabel = "NAME",
      defaultValue = "frontend",
      description = "Index of the documents, before the time. Default: ${DEFAULT-VALUE}.")
  private String index;

  @Option(
      names = "--opensearch-rotation",
      paramLabel = "PERIOD",
      defaultValue = "OneDay",
      description =
          "How the index is named after the time of arrival: NoRotation, OneHour, OneDay, OneWeek or"
              + " OneMonth. Default: ${DEFAULT-VALUE}.")
  private String rotation;

  @Option(
      names = "--opensearch-retry",
      paramLabel = "TIME",
      defaultValue = "5m",
      description =
          "For how long documents are tried again that OpenSearch refuses for a passing reason, 0s"
              + " to 2h. Default: ${DEFAULT-VALUE}.")
  private Duration retry;

  @Option(
      names = "--opensearch-backup",
      paramLabel = "failed|all",
      defaultValue = "failed",
      description =
          "What goes to S3: the documents that failed, or also every record as it came."
              + " Default: ${DEFAULT-VALUE}.")
  private Backup backup;

  /**
   * Returns the selected settings; empty when no endpoint is given.
   *
   * @throws CommandFailure when an option is invalid
   */
  Optional<SearchSettings> settings(Map<String, String> environment) {
    return endpoint.map(
        text ->
            new SearchSettings(
                url(text),
                index,
                IndexRotation.of(rotation).orElseThrow(this::noRotation),
                checkedRetry(),
                DocumentIds.FIREHOSE_DEFAULT,
                backup,
                Login.from(environment)));
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
