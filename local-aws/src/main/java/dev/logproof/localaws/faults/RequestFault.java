package dev.logproof.localaws.faults;

/** A fault of a put or its connection. Immutable. */
public sealed interface RequestFault {
  /** Returns whether the fault strikes after the stream name is parsed. */
  default boolean knowsStream() {
    return false;
  }

  /** Nothing goes wrong. */
  record NoFault() implements RequestFault {}

  /** The whole call is rejected. */
  record CallRefused(CallErrorCode code) implements RequestFault {
    @Override
    public boolean knowsStream() {
      return true;
    }
  }

  /** Records are rejected individually, with two equally likely error codes. */
  record RecordsRefused(double share) implements RequestFault {
    /** Rejects shares outside (0, 1]. */
    public RecordsRefused {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "records '" + share + "': expected a share above 0, at most 1");
      }
    }

    @Override
    public boolean knowsStream() {
      return true;
    }
  }

  /** The call is executed immediately; its response is delayed. */
  record SlowAnswer(long delayMillis) implements RequestFault {
    private static final long MAX_MILLIS = 3_600_000;

    /** Rejects unsupported delays. */
    public SlowAnswer {
      if (delayMillis < 1 || delayMillis > MAX_MILLIS) {
        throw new IllegalArgumentException(
            "delayMillis '" + delayMillis + "': expected 1 to " + MAX_MILLIS);
      }
    }
  }

  /** The connection is closed. */
  record Disconnect(Moment moment) implements RequestFault {}

  /** The service is unreachable. */
  record Outage(boolean refusesConnections) implements RequestFault {}

  /** When a connection is closed. */
  enum Moment {
    /** After the request's head; no record is accepted. */
    BEFORE_REQUEST,
    /** After half the response body; the call is executed. */
    DURING_RESPONSE,
    /** The call is executed, but the client sees a failure. */
    WITHOUT_RESPONSE,
    /** After a response that announces keep-alive. */
    AFTER_RESPONSE
  }
}
