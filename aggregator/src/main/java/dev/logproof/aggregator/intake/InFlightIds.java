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
 * chunk joins the pending one instead of being delivered twice. Only ids are compared, so clients
 * must never reuse one for other events. Chunks beyond a limit are not deduplicated: a duplicate is
 * better than a delayed acknowledgement. Thread-safe; the lock covers only a map access.
 */
public final class InFlightIds {
  /** Largest number of ids remembered per source. */
  static final int MAX_IDS = 16_384;

  /** Longest id remembered, in bytes; Fluentd uses 25, Fluent Bit 129. */
  static final int MAX_ID_BYTES = 256;

  /** Clients that may wait for the same id, besides the first. */
  static final int MAX_JOINED_AN_ID = 16;

  private static final Logger LOG = LoggerFactory.getLogger(InFlightIds.class);

  private final Map<ByteBuffer, Flight> flights = new HashMap<>();
  private boolean limitReached;

  /** A client that waits for an acknowledgement. Called from any thread. */
  interface Waiting {
    /** Returns true when an acknowledgement can no longer reach the client. */
    boolean isGone();

    /** Sends the acknowledgement. */
    void acknowledge();
  }

  /** A pending acknowledgement that other clients may join. Thread-safe. */
  static final class Flight {
    private final InFlightIds ids;
    private final ByteBuffer id;
    private final List<Waiting> joined = new ArrayList<>(0);

    private Flight(InFlightIds ids, ByteBuffer id) {
      this.ids = ids;
      this.id = id;
    }

    /** Acknowledges the clients that joined, and forgets the id. */
    void kept() {
      ids.forget(this).forEach(Waiting::acknowledge);
    }

    /** Forgets the id; the next chunk with it counts as the first. */
    void broken() {
      var unused = ids.forget(this);
    }
  }

  /**
   * Registers a received chunk.
   *
   * @param id chunk id as the client encoded it
   * @param client acknowledged with the flight it joins
   * @return the flight to complete; empty when the chunk joined another
   */
  Optional<Flight> claim(byte[] id, Waiting client) {
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

  private static boolean join(Flight first, Waiting client) {
    first.joined.removeIf(Waiting::isGone);
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

  /**
   * Forgets the flight, unless its id belongs to another by now, and returns the joined clients.
   */
  private List<Waiting> forget(Flight flight) {
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
