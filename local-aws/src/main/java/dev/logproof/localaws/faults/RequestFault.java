package dev.logproof.localaws.faults;

/**
 * What goes wrong with a PutRecord or PutRecordBatch, or with the connection that brings it.
 * Immutable.
 */
public sealed interface RequestFault {
  /** True when it strikes so late that the stream of the put is known. */
  default boolean knowsStream() {
    return false;
  }

  /** The call as a whole is refused; nothing of it is accepted. */
  record CallRefused(CallErrorCode code) implements RequestFault {
    @Override
    public boolean knowsStream() {
      return true;
    }
  }

  /** Records are refused one by one, half of them by each of the two codes there are. */
  record RecordsRefused(double share) implements RequestFault {
    /** Rejects what is no share. */
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

  /** The call is carried out at once, and answered later. */
  record SlowAnswer(long delayMillis) implements RequestFault {
    private static final long MAX_MILLIS = 3_600_000;

    /** Rejects delays that nobody waits for. */
    public SlowAnswer {
      if (delayMillis < 1 || delayMillis > MAX_MILLIS) {
        throw new IllegalArgumentException(
            "delayMillis '" + delayMillis + "': expected 1 to " + MAX_MILLIS);
      }
    }
  }

  /** The connection ends. */
  record Disconnect(Moment moment) implements RequestFault {}

  /** Nobody can be reached. */
  record Outage(boolean refusesConnections) implements RequestFault {}

  /** When a connection ends. */
  enum Moment {
    /** The request's head has come; its body is not looked at, nothing is accepted. */
    BEFORE_REQUEST,
    /** The call is carried out, half of the answer's body is sent. */
    DURING_RESPONSE,
    /** The call is carried out, nothing is answered: accepted, and then it looks failed. */
    WITHOUT_RESPONSE,
    /** The whole answer is sent, and promises to keep the connection. */
    AFTER_RESPONSE
  }
}
