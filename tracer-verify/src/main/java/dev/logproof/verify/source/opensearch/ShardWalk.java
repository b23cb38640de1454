package dev.logproof.verify.source.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logproof.opensearch.BoundedHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Reads all documents of one shard as of one point in time, whose total order prevents repetitions
 * and omissions; OpenSearch 2 has no such order across shards. The number read must equal the
 * reported total. Confined to one thread.
 */
final class ShardWalk {
  private static final String KEEP_ALIVE = "5m";

  private final SearchApi api;
  private final Shard shard;
  private int pageDocuments;

  /** Receives the content of a page. */
  @FunctionalInterface
  interface Pages {
    /** Receives one log field per line; {@code others} documents have none. */
    void page(int documents, int others, byte[] logs) throws IOException;
  }

  ShardWalk(SearchApi api, Shard shard, int pageDocuments) {
    this.api = api;
    this.shard = shard;
    this.pageDocuments = pageDocuments;
  }

  /**
   * Passes every document on until {@code goOn} returns false.
   *
   * @throws SearchApi.ContextGoneException if the point in time expired, possibly after some pages
   */
  void run(Pages pages, BooleanSupplier goOn) throws IOException, InterruptedException {
    String pointInTime = open();
    try {
      walk(pointInTime, pages, goOn);
    } finally {
      close(pointInTime);
    }
  }

  private String open() throws IOException, InterruptedException {
    String path =
        "/"
            + URLEncoder.encode(shard.index(), UTF_8)
            + "/_search/point_in_time?allow_partial_pit_creation=false&keep_alive="
            + KEEP_ALIVE
            + "&preference=_shards:"
            + shard.number();
    return api.call("POST", path, SearchApi.object()).path("pit_id").asText();
  }

  private void walk(String pointInTime, Pages pages, BooleanSupplier goOn)
      throws IOException, InterruptedException {
    ObjectNode query = query(pointInTime);
    long passed = 0;
    while (goOn.getAsBoolean()) {
      JsonNode found = page(query).path("hits");
      JsonNode hits = found.path("hits");
      if (hits.isEmpty()) {
        requireAll(passed, found.path("total"));
        return;
      }
      pass(hits, pages);
      passed += hits.size();
      query.set("search_after", hits.path(hits.size() - 1).path("sort"));
    }
  }

  private void requireAll(long passed, JsonNode total) throws IOException {
    boolean exact = total.path("relation").asText().equals("eq");
    if (!exact || total.path("value").asLong() != passed) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "shard %d of %s holds %s documents, of which %d were found",
              shard.number(),
              shard.index(),
              total.path("value").asText("an unknown number of"),
              passed));
    }
  }

  private static ObjectNode query(String pointInTime) {
    ObjectNode query = SearchApi.object().put("track_total_hits", true);
    query.putObject("pit").put("id", pointInTime).put("keep_alive", KEEP_ALIVE);
    query.putArray("sort").add("_doc");
    query.putArray("_source").add("log");
    return query;
  }

  /** Reduces the page size from then on if a page exceeds the size limit. */
  private JsonNode page(ObjectNode query) throws IOException, InterruptedException {
    while (true) {
      try {
        query.put("size", pageDocuments);
        return api.search(
            "/_search?allow_partial_search_results=false"
                + "&filter_path=_shards,timed_out,terminated_early,hits.total,"
                + "hits.hits._source.log,hits.hits.sort",
            query);
      } catch (BoundedHttp.TooLongException e) {
        if (pageDocuments == 1) {
          throw e;
        }
        pageDocuments = Math.max(1, pageDocuments / 4);
      }
    }
  }

  private static void pass(JsonNode hits, Pages pages) throws IOException {
    int documents = 0;
    ByteArrayOutputStream logs = new ByteArrayOutputStream();
    for (JsonNode hit : hits) {
      JsonNode log = hit.path("_source").path("log");
      if (!log.isMissingNode()) {
        documents++;
        logs.writeBytes((log.isTextual() ? log.textValue() : log.toString()).getBytes(UTF_8));
        logs.write('\n');
      }
    }
    pages.page(documents, hits.size() - documents, logs.toByteArray());
  }

  private void close(String pointInTime) throws InterruptedException {
    ObjectNode which = SearchApi.object();
    which.putArray("pit_id").add(pointInTime);
    try {
      api.call("DELETE", "/_search/point_in_time", which);
    } catch (IOException e) {
      // The point in time expires soon by itself.
    }
  }
}
