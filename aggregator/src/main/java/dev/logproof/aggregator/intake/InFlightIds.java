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
 * The chunk ids of one source whose promises are not kept yet, for {@code dedupe_in_flight}: a
 * chunk that is sent again meanwhile joins the first one instead of being delivered twice. An id is
 * all that is compared, so it is for clients whose ids are never those of other events. What is
 * beyond a limit is delivered as without it: a duplicate is better than a promise that waits for
 * another's memory. Thread-safe; a lock held for a look at a map.
 */
public final class InFlightIds {
  /** Ids remembered at once, for each source. */
  static final int MAX_IDS = 16_384;

  /** Longer ids are not remembered; Fluentd's have 25 bytes, Fluent Bit's 129. */
  static final int MAX_ID_BYTES = 256;

  /** Clients that wait for the same id, besides the first. */
  static final int MAX_JOINED_AN_ID = 16;

  private static final Logger LOG = LoggerFactory.getLogger(InFlightIds.class);

  private final Map<ByteBuffer, Flight> flights = new HashMap<>();
  private boolean limitReached;

  /** A client that waits for an acknowledgement. Called from any thread. */
  interface Waiting {
    /** True when it would not get it any more. */
    boolean isGone();

    /** What it waits for has come. */
    void acknowledge();
  }

  /** A promise that others may join while it is open. Thread-safe. */
  static final class Flight {
    private final InFlightIds ids;
    private final ByteBuffer id;
    private final List<Waiting> joined = new ArrayList<>(0);

    private Flight(InFlightIds ids, ByteBuffer id) {
      this.ids = ids;
      this.id = id;
    }

    /** It is kept: those who joined are told, and the id is forgotten. */
    void kept() {
      ids.forget(this).forEach(Waiting::acknowledge);
    }

    /** It will not be kept: whoever sends the id again is taken as the first. */
    void broken() {
      var unused = ids.forget(this);
    }
  }

  /**
   * A chunk came.
   *
   * @param id as the client encoded it
   * @param client is told when the promise is kept that it joined
   * @return the promise to keep; nothing when the chunk joined one that is open
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
      LOG.warn("{} chunk ids are in flight, the limit: others are not deduplicated", MAX_IDS);
    }
    return room;
  }

  /** Forgets it, unless its id is by now another's, and says who joined. */
  private List<Waiting> forget(Flight flight) {
    synchronized (flights) {
      return flights.remove(flight.id, flight) ? flight.joined : List.of();
    }
  }

  /** How many are remembered. */
  int count() {
    synchronized (flights) {
      return flights.size();
    }
  }
}
