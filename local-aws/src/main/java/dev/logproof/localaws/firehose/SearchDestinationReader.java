package dev.logproof.localaws.firehose;

import dev.logproof.localaws.api.ApiException;
import dev.logproof.localaws.api.JsonStruct;
import dev.logproof.localaws.api.RequestErrors;
import dev.logproof.localaws.limits.FirehoseLimits;
import dev.logproof.localaws.opensearch.IndexRotation;
import dev.logproof.localaws.opensearch.SearchSettings;
import dev.logproof.localaws.opensearch.SearchSettings.Backup;
import dev.logproof.localaws.opensearch.SearchSettings.DocumentIds;
import dev.logproof.localaws.stream.StreamSettings;
import dev.logproof.opensearch.Login;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Parses an OpenSearch destination. Ignores S3Configuration's buffering hints: failed documents are
 * backed up with their batch. Stateless.
 */
final class SearchDestinationReader {
  private static final Set<String> MEMBERS =
      Set.of(
          "RoleARN",
          "ClusterEndpoint",
          "IndexName",
          "IndexRotationPeriod",
          "BufferingHints",
          "RetryOptions",
          "S3BackupMode",
          "S3Configuration",
          "DocumentIdOptions",
          "TypeName");
  private static final int DEFAULT_RETRY_SECONDS = 300;
  private static final int MAX_INDEX_CHARS = 80;

  private SearchDestinationReader() {}

  static StreamSettings read(String name, JsonStruct destination) {
    DestinationReader.refuseOthers(destination, MEMBERS);
    String role = destination.requiredText("RoleARN");
    SearchSettings search =
        new SearchSettings(
            endpoint(destination),
            index(destination),
            rotation(destination),
            Duration.ofSeconds(retrySeconds(destination)),
            documentIds(destination),
            backup(destination),
            Login.NONE);
    refuseType(destination);
    JsonStruct bucket =
        destination
            .structure("S3Configuration")
            .orElseThrow(() -> RequestErrors.missing(destination.place("S3Configuration")));
    if (!bucket.text("ErrorOutputPrefix").orElse("").isEmpty()) {
      throw DestinationReader.unsupported("ErrorOutputPrefix");
    }
    StreamSettings backups = DestinationReader.settings(name, bucket);
    JsonStruct hints = destination.structure("BufferingHints").orElse(JsonStruct.EMPTY);
    return new StreamSettings(
        name,
        backups.bucket(),
        backups.prefix(),
        (long) DestinationReader.hintMib(hints, FirehoseLimits.MAX_SEARCH_BUFFER_MIB) << 20,
        Duration.ofSeconds(DestinationReader.hintSeconds(hints)),
        backups.format(),
        role,
        search);
  }

  /** Unlike Firehose, accepts plain HTTP: a loopback node rarely has TLS. */
  private static URI endpoint(JsonStruct destination) {
    String text =
        destination
            .text("ClusterEndpoint")
            .orElseThrow(() -> RequestErrors.missing(destination.place("ClusterEndpoint")));
    try {
      return SearchSettings.endpoint(text);
    } catch (IllegalArgumentException e) {
      throw FirehoseErrors.invalidArgument("ClusterEndpoint " + e.getMessage());
    }
  }

  private static String index(JsonStruct destination) {
    String index = destination.requiredText("IndexName");
    if (index.isEmpty() || index.length() > MAX_INDEX_CHARS) {
      throw RequestErrors.constraint(
          destination.place("IndexName"),
          "'" + index + "'",
          "have length from 1 to " + MAX_INDEX_CHARS);
    }
    return index;
  }

  private static IndexRotation rotation(JsonStruct destination) {
    String name = destination.text("IndexRotationPeriod").orElse(IndexRotation.ONE_DAY.toString());
    return IndexRotation.of(name)
        .orElseThrow(
            () -> notOneOf(destination, "IndexRotationPeriod", name, IndexRotation.names()));
  }

  private static int retrySeconds(JsonStruct destination) {
    return destination
        .structure("RetryOptions")
        .flatMap(
            options ->
                options.integer("DurationInSeconds", 0, (int) SearchSettings.MAX_RETRY.toSeconds()))
        .orElse(DEFAULT_RETRY_SECONDS);
  }

  private static DocumentIds documentIds(JsonStruct destination) {
    List<String> names = Arrays.stream(DocumentIds.values()).map(DocumentIds::name).toList();
    Optional<JsonStruct> options = destination.structure("DocumentIdOptions");
    String name =
        options
            .map(members -> members.requiredText("DefaultDocumentIdFormat"))
            .orElse(DocumentIds.FIREHOSE_DEFAULT.name());
    if (!names.contains(name)) {
      throw notOneOf(options.orElse(destination), "DefaultDocumentIdFormat", name, names);
    }
    return DocumentIds.valueOf(name);
  }

  private static Backup backup(JsonStruct destination) {
    String name = destination.text("S3BackupMode").orElse(Backup.FAILED.toString());
    List<Backup> all = List.of(Backup.values());
    return all.stream()
        .filter(backup -> backup.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                notOneOf(
                    destination,
                    "S3BackupMode",
                    name,
                    all.stream().map(Backup::toString).toList()));
  }

  private static void refuseType(JsonStruct destination) {
    if (!destination.text("TypeName").orElse("").isEmpty()) {
      throw FirehoseErrors.invalidArgument("TypeName must be empty: OpenSearch has no types");
    }
  }

  private static ApiException notOneOf(
      JsonStruct members, String name, String value, List<String> expected) {
    return RequestErrors.constraint(
        members.place(name), "'" + value + "'", "satisfy enum value set: " + expected);
  }
}
