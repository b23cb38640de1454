package dev.logproof.localaws.limits;

/**
 * Decides which records of a request a stream accepts. A rejected record fails individually ("Slow
 * down."). Called under the stream's lock, first for the request, then for each record in order.
 */
public interface Admission {
  /** Accepts everything, as after a limit increase. */
  Admission ALL =
      new Admission() {
        @Override
        public boolean admitsRequest() {
          return true;
        }

        @Override
        public boolean admitsRecord(int recordBytes) {
          return true;
        }
      };

  /** Returns false when every record of the request fails. */
  boolean admitsRequest();

  /** Returns false when this record fails; {@code recordBytes} is its size before base64. */
  boolean admitsRecord(int recordBytes);
}
