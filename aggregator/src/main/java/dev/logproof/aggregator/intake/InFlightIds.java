package dev.logproof.aggregator.intake;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chunk ids of one source with pending acknowledgements, for {@code dedupe_in_flight}: a resent
 * chunk joins the pending one. Clients must never reuse an id for other events. Chunks beyond a
 * limit are not deduplicated: a duplicate is better than a delayed acknowledgement. Thread-safe.
 */
public final class InFlightIds {
  /** Limit per source. */
  static final int MAX_IDS = 16_384;

  /** Fluentd uses 25 bytes, Fluent Bit 129. */
  static final int MAX_ID_BYTES = 256;

  /** Clients besides the first. */
  static final int MAX_JOINED_AN_ID = 16;

  /** Used by sources without {@code dedupe_in_flight}: finds no duplicate. */
  public static final InFlightIds OFF = new InFlightIds();

  private static final Logger LOG = LoggerFactory.getLogger(InFlightIds.class);

  private final Map<ByteBuffer, Flight> flights = new HashMap<>();
  private boolean limitReached;

  boolean isOff() {
    return this == OFF;
  }

  /** A client that waits for the acknowledgement of a chunk id. Called from any thread. */
  interface AckWaiter {
    boolean isGone();

    void acknowledge();
  }

  /** A pending acknowledgement that other clients may join. Thread-safe. */
  static final class Flight {
    /** Flight of a chunk that is not deduplicated. */
    static final Flight NONE = new Flight(OFF, ByteBuffer.allocate(0));

    private final InFlightIds ids;
    private final ByteBuffer id;
    private final List<AckWaiter> joined = new ArrayList<>(0);

    private Flight(InFlightIds ids, ByteBuffer id) {
      this.ids = ids;
      this.id = id;
    }

    void kept() {
      ids.forget(this).forEach(AckWaiter::acknowledge);
    }

    /** The next chunk with the id counts as the first. */
    void broken() {
      var unused = ids.forget(this);
    }
  }

  /** Returns the flight to complete; empty when the chunk joined another. */
  Optional<Flight> claim(byte[] id, AckWaiter client) {
    ByteBuffer key = ByteBuffer.wrap(id);
    synchronized (flights) {
      Flight first = flights.get(key);
      if (first != null && join(first, client)) {
        return Optional.empty();
      }
      Flight flight = new Flight(this, key);
      if (first == null && id.length <= MAX_ID_BYTES && hasRoom()) {
        flights.put(key, flight);
      }
      return Optional.of(flight);
    }
  }

  private static boolean join(Flight first, AckWaiter client) {
    first.joined.removeIf(AckWaiter::isGone);
    return first.joined.size() < MAX_JOINED_AN_ID && first.joined.add(client);
  }

  private boolean hasRoom() {
    boolean room = flights.size() < MAX_IDS;
    if (!room && !limitReached) {
      limitReached = true;
      LOG.warn(
          "limit of {} chunk ids in flight reached: further ones are not deduplicated", MAX_IDS);
    }
    return room;
  }

  /** Keeps the id if it belongs to another flight by now. */
  private List<AckWaiter> forget(Flight flight) {
    synchronized (flights) {
      return flights.remove(flight.id, flight) ? flight.joined : List.of();
    }
  }

  int count() {
    synchronized (flights) {
      return flights.size();
    }
  }
}
