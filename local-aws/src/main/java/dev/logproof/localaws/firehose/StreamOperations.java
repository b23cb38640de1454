package dev.logproof.localaws.firehose;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logproof.localaws.api.ApiException;
import dev.logproof.localaws.api.JsonStruct;
import dev.logproof.localaws.limits.FirehoseLimits;
import dev.logproof.localaws.stream.DeliveryStream;
import dev.logproof.localaws.stream.DeliveryStreams;
import dev.logproof.localaws.stream.StreamSettings;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Creates, describes, lists and deletes streams. Called by event loops, rarely, so it parses JSON
 * trees.
 */
final class StreamOperations {
  private static final int MAX_LISTED = 10_000;
  private static final int LISTED_BY_DEFAULT = 10;

  private final DeliveryStreams streams;

  StreamOperations(DeliveryStreams streams) {
    this.streams = streams;
  }

  /** Returns the operations by name. */
  Map<String, Function<JsonStruct, ObjectNode>> byName() {
    return Map.of(
        "CreateDeliveryStream", this::create,
        "DescribeDeliveryStream", this::describe,
        "ListDeliveryStreams", this::list,
        "DeleteDeliveryStream", this::delete);
  }

  private ObjectNode create(JsonStruct request) {
    StreamSettings settings = DestinationReader.read(request);
    String name = settings.name();
    return switch (streams.create(settings)) {
      case CREATED -> node().put("DeliveryStreamARN", find(name).arn());
      case EXISTS ->
          throw ApiException.caller(
              "ResourceInUseException",
              "Firehose "
                  + name
                  + " under accountId "
                  + DeliveryStreams.ACCOUNT
                  + " already exists");
      case LIMIT ->
          throw ApiException.caller(
              "LimitExceededException",
              "You have already consumed your firehose quota of "
                  + FirehoseLimits.MAX_STREAMS
                  + " delivery streams.");
    };
  }

  private ObjectNode describe(JsonStruct request) {
    request.integer("Limit", 1, MAX_LISTED);
    return StreamDescription.of(find(name(request)));
  }

  private ObjectNode list(JsonStruct request) {
    int limit = request.integer("Limit", 1, MAX_LISTED).orElse(LISTED_BY_DEFAULT);
    String after = request.text("ExclusiveStartDeliveryStreamName").orElse("");
    boolean ours = request.text("DeliveryStreamType").orElse("DirectPut").equals("DirectPut");
    List<String> names = ours ? streams.namesAfter(after) : List.of();
    ObjectNode answer = node().put("HasMoreDeliveryStreams", names.size() > limit);
    names.stream().limit(limit).forEach(answer.putArray("DeliveryStreamNames")::add);
    return answer;
  }

  private ObjectNode delete(JsonStruct request) {
    String name = name(request);
    request.flag("AllowForceDelete");
    if (!streams.delete(name)) {
      throw FirehoseErrors.noStream(name, DeliveryStreams.ACCOUNT);
    }
    return node();
  }

  private static String name(JsonStruct request) {
    String name = request.text("DeliveryStreamName").orElse("");
    StreamNames.check(name);
    return name;
  }

  private DeliveryStream find(String name) {
    return streams
        .find(name)
        .orElseThrow(() -> FirehoseErrors.noStream(name, DeliveryStreams.ACCOUNT));
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
