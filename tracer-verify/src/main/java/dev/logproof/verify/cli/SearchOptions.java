package dev.logproof.verify.cli;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.objects.OwnEndpoint;
import dev.logproof.opensearch.Login;
import dev.logproof.verify.check.TracerCheck;
import dev.logproof.verify.source.Engine;
import dev.logproof.verify.source.opensearch.OpenSearchEngine;
import dev.logproof.verify.source.opensearch.SearchApi;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Command-line options of {@code --engine opensearch}. Confined to the main thread. */
final class SearchOptions {
  private static final String EXAMPLE = "http://127.0.0.1:9200";
  private static final int PAGE_DOCUMENTS = 10_000;

  @Option(
      names = "--opensearch-endpoint",
      paramLabel = "URL",
      description =
          "For --engine opensearch: OpenSearch endpoint; local-aws prints it. User and password"
              + " come from LOGPROOF_OPENSEARCH_USER and LOGPROOF_OPENSEARCH_PASSWORD.")
  Optional<String> endpoint = Optional.empty();

  @Option(
      names = "--index",
      paramLabel = "PATTERN",
      description =
          "For --engine opensearch: pattern of the indices to read, such as frontend-*; local-aws"
              + " prints it as LOGPROOF_INDEX.")
  Optional<String> index = Optional.empty();

  Engine engine(Supplier<TracerCheck> checks) {
    return new OpenSearchEngine(
        new SearchApi(url(), Login.from(System.getenv())),
        pattern(),
        PAGE_DOCUMENTS,
        checks,
        Clock.systemUTC()::instant);
  }

  String shown() {
    return url() + "/" + pattern();
  }

  private String pattern() {
    return index
        .filter(text -> !text.isBlank())
        .orElseThrow(
            () -> CommandFailure.badInput("no index: give --index PATTERN, or set LOGPROOF_INDEX"));
  }

  private URI url() {
    String text =
        endpoint.orElseThrow(
            () ->
                CommandFailure.badInput(
                    "no OpenSearch: give --opensearch-endpoint "
                        + EXAMPLE
                        + ", or set LOGPROOF_OPENSEARCH_ENDPOINT"));
    Optional<String> wrong = OwnEndpoint.wrongWith(text);
    if (wrong.isPresent()) {
      throw CommandFailure.badInput(
          "--opensearch-endpoint '" + withoutUser(text) + "' " + wrong.get());
    }
    URI url = URI.create(text);
    if (url.getUserInfo() != null) {
      throw CommandFailure.badInput(
          "--opensearch-endpoint contains a user: set LOGPROOF_OPENSEARCH_USER and"
              + " LOGPROOF_OPENSEARCH_PASSWORD instead");
    }
    if (url.getQuery() != null) {
      throw CommandFailure.badInput(
          "--opensearch-endpoint '" + text + "': expected a URL such as " + EXAMPLE);
    }
    return url;
  }

  /** Keeps user and password out of messages. */
  private static String withoutUser(String text) {
    return text.replaceFirst("(?<=//|^)[^/]*@", "");
  }
}
