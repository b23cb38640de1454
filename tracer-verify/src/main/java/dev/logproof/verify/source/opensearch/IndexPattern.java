package dev.logproof.verify.source.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Indices that match a pattern; none needs to exist yet.
 *
 * @param pattern names with wildcards, separated by commas
 */
record IndexPattern(SearchApi api, String pattern) {
  /** Closed indices must cause an error, because their documents exist but cannot be read. */
  private static final String WHICH = "?expand_wildcards=open,closed&allow_no_indices=true";

  private static final String REFRESHABLE = "?expand_wildcards=open&allow_no_indices=true";

  /**
   * IndexState that changes with every write.
   *
   * @param writes sum of sequence numbers
   */
  record IndexState(long documents, double writes) {
    /** Differs from every state of an index. */
    static final IndexState UNKNOWN = new IndexState(-1, -1);
  }

  private String path(String operation) {
    return "/" + URLEncoder.encode(pattern, UTF_8) + "/" + operation + WHICH;
  }

  IndexState state() throws IOException, InterruptedException {
    ObjectNode count = SearchApi.object().put("size", 0).put("track_total_hits", true);
    count.putObject("aggs").putObject("writes").putObject("sum").put("field", "_seq_no");
    JsonNode answer = searchIfThere(path("_search") + "&allow_partial_search_results=false", count);
    return new IndexState(
        answer.path("hits").path("total").path("value").asLong(),
        answer.path("aggregations").path("writes").path("value").asDouble());
  }

  /** Makes all written documents searchable at once. */
  void refresh() throws IOException, InterruptedException {
    try {
      JsonNode shards =
          api.call(
                  "POST",
                  "/" + URLEncoder.encode(pattern, UTF_8) + "/_refresh" + REFRESHABLE,
                  SearchApi.object())
              .path("_shards");
      if (shards.path("failed").asInt() > 0) {
        throw new IOException(shards.path("failed").asInt() + " shards refused");
      }
    } catch (SearchApi.NoIndexException e) {
      // A missing index has no documents to refresh.
    }
  }

  private JsonNode searchIfThere(String path, ObjectNode body)
      throws IOException, InterruptedException {
    try {
      return api.search(path, body);
    } catch (SearchApi.NoIndexException e) {
      return MissingNode.getInstance();
    }
  }

  /** Lists shards in order; fails if one is not available. */
  List<Shard> shards() throws IOException, InterruptedException {
    JsonNode groups = api.call("POST", path("_search_shards"), SearchApi.object()).path("shards");
    if (!groups.isArray()) {
      throw new IOException("its response lacks the shards of " + pattern);
    }
    List<Shard> shards = new ArrayList<>();
    for (JsonNode copies : groups) {
      if (copies.isEmpty()) {
        throw new IOException("a shard of " + pattern + " is not available now");
      }
      shards.add(
          new Shard(copies.path(0).path("index").asText(), copies.path(0).path("shard").asInt()));
    }
    shards.sort(Comparator.comparing(Shard::index).thenComparingInt(Shard::number));
    return shards;
  }
}
