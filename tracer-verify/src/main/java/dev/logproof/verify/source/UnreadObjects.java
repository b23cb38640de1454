package dev.logproof.verify.source;

import dev.logproof.verify.check.TracerCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Objects that a scan did not read, and doubts about its findings. Thread-safe. */
final class UnreadObjects {
  private static final int MAX_NAMED = 5;

  /** Raises no doubt up to here; listings allow the same clock difference. */
  private static final long MAX_SENT_AHEAD_MICROS = 60_000_000;

  private final Set<String> gone = new TreeSet<>();
  private final Set<String> vanished = new TreeSet<>();
  private final TreeSet<String> failedDeliveries = new TreeSet<>();
  private final TreeSet<String> encoded = new TreeSet<>();
  private final Map<String, String> unreadable = new TreeMap<>();
  private final Map<String, String> olderUnreadable = new TreeMap<>();
  private long removed;
  private long sentAheadMicros;

  synchronized void gone(String key) {
    gone.add(key);
  }

  synchronized void unreadable(String key, String why, boolean ofRuns) {
    (ofRuns ? unreadable : olderUnreadable).put(key, why);
  }

  synchronized void encoded(String key) {
    encoded.add(key);
    if (encoded.size() > MAX_NAMED) {
      encoded.pollLast();
    }
  }

  synchronized void failedDelivery(String key) {
    failedDeliveries.add(key);
    if (failedDeliveries.size() > MAX_NAMED) {
      failedDeliveries.pollLast();
    }
  }

  synchronized List<String> notes() {
    return failedDeliveries.stream()
        .map(
            key ->
                "object "
                    + key
                    + " holds records that the delivery stream could not deliver: not counted as"
                    + " arrived")
        .toList();
  }

  synchronized void removed(long count) {
    removed = Math.max(removed, count);
  }

  synchronized void sentAhead(long micros) {
    sentAheadMicros = Math.max(sentAheadMicros, micros);
  }

  /** Retries gone objects that are still listed. */
  synchronized void listedAgain(List<StoredObject> listed) {
    if (gone.isEmpty() && vanished.isEmpty()) {
      return;
    }
    vanished.addAll(gone);
    gone.clear();
    vanished.removeAll(listed.stream().map(StoredObject::key).collect(Collectors.toSet()));
  }

  synchronized void beginAnew() {
    unreadable.clear();
    olderUnreadable.clear();
    encoded.clear();
    failedDeliveries.clear();
  }

  synchronized boolean isAnyGone() {
    return !gone.isEmpty();
  }

  synchronized List<String> unread(TracerCheck check) {
    List<String> reasons = new ArrayList<>();
    gone.stream()
        .limit(MAX_NAMED)
        .map(key -> "object " + key + " was listed and could not be opened")
        .forEach(reasons::add);
    addUnreadable(unreadable, reasons);
    int more = Math.max(0, gone.size() - MAX_NAMED) + Math.max(0, unreadable.size() - MAX_NAMED);
    if (more > 0) {
      reasons.add("and " + more + " more objects");
    }
    if (!check.nothingMissing()) {
      addWhereMissingTracersMayBe(reasons);
    }
    return reasons;
  }

  private static void addUnreadable(Map<String, String> objects, List<String> reasons) {
    objects.entrySet().stream()
        .limit(MAX_NAMED)
        .map(object -> "object " + object.getKey() + " cannot be read: " + object.getValue())
        .forEach(reasons::add);
  }

  private void addWhereMissingTracersMayBe(List<String> reasons) {
    addUnreadable(olderUnreadable, reasons);
    encoded.stream()
        .map(
            key ->
                "object "
                    + key
                    + " holds records in base64 or hexadecimal digits, which are not read")
        .forEach(reasons::add);
    vanished.stream()
        .limit(MAX_NAMED)
        .map(key -> "object " + key + " was removed before it could be read")
        .forEach(reasons::add);
  }

  synchronized List<String> doubts(TracerCheck check, boolean trueTimes) {
    List<String> doubts = new ArrayList<>();
    boolean missing = !check.nothingMissing();
    if (removed > 0 && (missing || check.outcome().duplicated() > 0)) {
      doubts.add(
          removed
              + " objects were removed while the destination was read: tracers of moved objects"
              + " count twice, and those of removed objects may be missing");
    }
    if (missing && trueTimes && sentAheadMicros > MAX_SENT_AHEAD_MICROS) {
      doubts.add(
          "an object was written "
              + sentAheadMicros / 1_000_000
              + " s before a tracer in it was sent: the clocks of load generator and destination"
              + " differ, and objects of the run may have been skipped as older than the run");
    }
    return doubts;
  }
}
