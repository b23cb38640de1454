package dev.logproof.aggregator.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Models the spool's contract: an event acknowledged as stored is delivered to its stream, once
 * unless a fault excuses a repetition. No unknown event is delivered. Confined to one thread.
 */
final class EventModel {
  private final Map<String, ModelEvent> events = new LinkedHashMap<>();
  private final List<Claim> claims = new ArrayList<>();

  /** A task's report of {@code safe} safe events. */
  private record Claim(List<String> texts, long safe) {}

  /** State of one event. */
  private static final class ModelEvent {
    private final StreamId stream;
    private final byte[] group;
    private boolean stored;
    private boolean damaged;
    private boolean toBeCounted;

    /** Unacknowledged groups of entries. */
    private final List<byte[]> copies = new ArrayList<>();

    private boolean copyDamaged;
    private boolean mayRepeat;
    private int delivered;

    ModelEvent(StreamId stream, byte[] group) {
      this.stream = stream;
      this.group = group;
    }
  }

  List<String> newGroup(StreamId stream, int count) {
    List<String> texts = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      texts.add("<" + stream.name() + ":" + (events.size() + at) + ">");
    }
    byte[] group = String.join("", texts).getBytes(UTF_8);
    texts.forEach(text -> events.put(text, new ModelEvent(stream, group)));
    return texts;
  }

  void stored(List<String> texts) {
    texts.forEach(text -> event(text).stored = true);
  }

  void regroup(List<String> texts) {
    byte[] group = String.join("", texts).getBytes(UTF_8);
    for (String text : texts) {
      ModelEvent old = event(text);
      ModelEvent moved = new ModelEvent(old.stream, group);
      moved.stored = old.stored;
      moved.damaged = old.damaged;
      moved.toBeCounted = old.toBeCounted;
      moved.copies.addAll(old.copies);
      moved.copyDamaged = old.copyDamaged;
      moved.mayRepeat = old.mayRepeat;
      moved.delivered = old.delivered;
      events.put(text, moved);
    }
  }

  /** The events may also be stored as an unacknowledged group. */
  void perhapsRegrouped(List<String> texts) {
    byte[] group = String.join("", texts).getBytes(UTF_8);
    texts.forEach(text -> event(text).copies.add(group));
  }

  void delivered(String text, StreamId to) {
    ModelEvent event = event(text);
    if (!event.stream.equals(to)) {
      throw new AssertionError(text + " went to " + to);
    }
    event.delivered++;
    if (event.delivered > 1 && !event.mayRepeat) {
      throw new AssertionError(text + " was delivered twice, and nothing excuses it");
    }
  }

  private ModelEvent event(String text) {
    ModelEvent event = events.get(text);
    if (event == null) {
      throw new AssertionError("'" + text + "' was never written");
    }
    return event;
  }

  void allMayRepeat() {
    events.values().forEach(event -> event.mayRepeat = true);
  }

  void mayRepeatAll(List<String> texts) {
    texts.forEach(text -> event(text).mayRepeat = true);
  }

  void mayRepeat(byte[] content) {
    events.values().stream()
        .filter(event -> Bytes.indexOf(content, event.group) >= 0)
        .forEach(event -> event.mayRepeat = true);
  }

  /** Excuses the loss of damaged entries unless {@code elsewhere} finds them in another file. */
  void damaged(byte[] before, byte[] after, Predicate<byte[]> elsewhere) {
    for (ModelEvent event : events.values()) {
      if (isTouched(event.group, before, after, elsewhere)) {
        event.damaged = true;
        event.toBeCounted = true;
      }
      event.copyDamaged |=
          event.copies.stream().anyMatch(copy -> isTouched(copy, before, after, elsewhere));
    }
  }

  private static boolean isTouched(
      byte[] group, byte[] before, byte[] after, Predicate<byte[]> elsewhere) {
    int start = Bytes.indexOf(before, group);
    if (start < 0) {
      return false;
    }
    int records = (int) new String(group, UTF_8).chars().filter(at -> at == '<').count();
    int entryStart = Math.max(0, start - Bytes.entryHeaderBytes(records));
    int end = start + group.length;
    boolean intact =
        end <= after.length && Arrays.equals(before, entryStart, end, after, entryStart, end);
    return !intact && !elsewhere.test(Arrays.copyOfRange(before, entryStart, end));
  }

  /** A file cut at an entry boundary does not show what is missing. */
  void cut() {
    events.values().stream()
        .filter(event -> event.damaged)
        .forEach(event -> event.toBeCounted = false);
  }

  /** Returns whether detectable damage prevented a delivery. */
  boolean isDamageToBeCounted() {
    return events.values().stream()
        .anyMatch(event -> event.stored && event.toBeCounted && event.delivered == 0);
  }

  void claimed(List<List<String>> groups, long safe) {
    claims.add(new Claim(groups.stream().flatMap(List::stream).toList(), safe));
  }

  void checkNothingLost() {
    for (Claim claim : claims) {
      long found =
          claim.texts().stream()
              .map(this::event)
              .filter(event -> event.delivered > 0 || event.damaged || event.copyDamaged)
              .count();
      if (found < claim.safe()) {
        throw new AssertionError(claim + ", but only " + found + " were delivered");
      }
    }
    TreeSet<String> lost = new TreeSet<>();
    events.forEach(
        (text, event) -> {
          if (event.stored && !event.damaged && event.delivered == 0) {
            lost.add(text);
          }
        });
    if (!lost.isEmpty()) {
      throw new AssertionError("stored and never delivered: " + lost);
    }
  }
}
