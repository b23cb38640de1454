package dev.logproof.verify.source;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists folder by folder, so that years of logs need few requests, and skips folders that ended
 * more than {@link #MARGIN} before the given time. Undated folders are descended a few levels, then
 * listed completely. Stateless.
 */
record S3Listing(S3Client client, String bucket) {
  /**
   * Covers one buffering interval (900 s) and Firehose's retries after the folder's hour began,
   * except for an outage of S3 or clock differences.
   */
  static final Duration MARGIN = Duration.ofHours(1);

  private static final int MAX_UNDATED_LEVELS = 3;
  private static final int MAX_UNDATED_FOLDERS = 100;

  List<S3Object> everything(String prefix) throws IOException {
    List<S3Object> objects = new ArrayList<>();
    for (ListObjectsV2Response page :
        client.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))) {
      requireNextPage(page);
      objects.addAll(page.contents());
    }
    return objects;
  }

  /** The SDK would take a truncated page without a token for the last page. */
  private void requireNextPage(ListObjectsV2Response page) throws IOException {
    if (Boolean.TRUE.equals(page.isTruncated()) && page.nextContinuationToken() == null) {
      throw new IOException(
          "cannot list it: a page of its objects is cut and does not say how to go on");
    }
  }

  List<S3Object> recent(String prefix, Instant since) throws IOException {
    return walk(prefix, since.minus(MARGIN), MAX_UNDATED_LEVELS);
  }

  private List<S3Object> walk(String prefix, Instant oldest, int levels) throws IOException {
    List<S3Object> objects = new ArrayList<>();
    List<String> folders = new ArrayList<>();
    for (ListObjectsV2Response page :
        client.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix).delimiter("/"))) {
      requireNextPage(page);
      objects.addAll(page.contents());
      page.commonPrefixes().stream().map(CommonPrefix::prefix).forEach(folders::add);
      if (folders.size() > MAX_UNDATED_FOLDERS) {
        return everything(prefix);
      }
    }
    for (String folder : folders) {
      objects.addAll(inside(folder, oldest, levels));
    }
    return objects;
  }

  private List<S3Object> inside(String folder, Instant oldest, int levels) throws IOException {
    Optional<KeyHours> hours = KeyHours.of(folder);
    if (hours.isPresent()) {
      if (!hours.get().end().isAfter(oldest)) {
        return List.of();
      }
      return hours.get().wholeHour() ? everything(folder) : walk(folder, oldest, levels);
    }
    return levels > 0 ? walk(folder, oldest, levels - 1) : everything(folder);
  }
}
