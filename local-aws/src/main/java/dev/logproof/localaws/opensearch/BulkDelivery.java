package dev.logproof.localaws.opensearch;

import dev.logproof.localaws.delivery.Backoff;
import dev.logproof.localaws.delivery.DeliveryBatch.DeliveryListener;
import dev.logproof.localaws.delivery.Pause;
import dev.logproof.localaws.opensearch.BulkResponse.Indexed;
import dev.logproof.localaws.opensearch.BulkResponse.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers documents in bounded requests and retries transient rejections until the retry duration
 * has elapsed. Confined to one delivery thread.
 */
record BulkDelivery(BulkEndpoint endpoint, Duration retry, Times times) {
  private static final Logger LOG = LoggerFactory.getLogger(BulkDelivery.class);
  private static final int MAX_REQUEST_BYTES = 5 << 20;
  private static final int MAX_REQUEST_DOCUMENTS = 10_000;

  /** Firehose's error for malformed records. */
  private static final Refused MALFORMED =
      new Refused(
          "OS.MalformedData",
          "One or more records are malformed. Ensure that each record is single valid JSON object"
              + " and that it does not contain newlines.",
          false);

  /** Clocks and waiting. */
  record Times(LongSupplier nanoTime, LongSupplier epochMillis, Pause pause) {}

  /** Counts delivered documents and returns the others. */
  List<FailedDocument> deliver(List<Document> documents, DeliveryListener counters)
      throws InterruptedException {
    List<FailedDocument> failed = new ArrayList<>();
    List<Document> request = new ArrayList<>();
    long bytes = 0;
    for (Document document : documents) {
      if (!document.isOneLine()) {
        failed.add(failed(document, 0, MALFORMED));
        continue;
      }
      boolean full =
          bytes + document.rawBytes() > MAX_REQUEST_BYTES
              || request.size() == MAX_REQUEST_DOCUMENTS;
      if (full && !request.isEmpty()) {
        failed.addAll(send(request, counters));
        request.clear();
        bytes = 0;
      }
      request.add(document);
      bytes += document.rawBytes();
    }
    failed.addAll(send(request, counters));
    return failed;
  }

  private FailedDocument failed(Document document, int attempts, Refused last) {
    return new FailedDocument(document, attempts, last, times.epochMillis().getAsLong());
  }

  private List<FailedDocument> send(List<Document> documents, DeliveryListener counters)
      throws InterruptedException {
    List<FailedDocument> failed = new ArrayList<>();
    List<Document> left = List.copyOf(documents);
    Backoff backoff = new Backoff();
    long startNanos = times.nanoTime().getAsLong();
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      List<BulkResponse> answers = endpoint.index(left);
      counters.delivered(answers.stream().filter(Indexed.class::isInstance).count());
      long waitMillis = backoff.nextMillis();
      long elapsedNanos = times.nanoTime().getAsLong() - startNanos;
      boolean inTime = elapsedNanos + waitMillis * 1_000_000 < retry.toNanos();
      List<Document> again = new ArrayList<>();
      for (int i = 0; i < answers.size(); i++) {
        if (answers.get(i) instanceof Refused refused) {
          if (refused.again() && inTime) {
            again.add(left.get(i));
          } else {
            failed.add(failed(left.get(i), attempt, refused));
          }
        }
      }
      if (!again.isEmpty()) {
        warn(again.size(), answers, waitMillis);
        times.pause().pause(waitMillis);
      }
      left = again;
    }
    return failed;
  }

  private static void warn(int documents, List<BulkResponse> answers, long waitMillis) {
    for (BulkResponse answer : answers) {
      if (answer instanceof Refused refused && refused.again()) {
        LOG.warn(
            "OpenSearch rejected {} documents, retrying in {} ms: {} {}",
            documents,
            waitMillis,
            refused.code(),
            refused.message());
        return;
      }
    }
  }
}
