package dev.logproof.localaws.limits;

/**
 * Decides which records of a request a stream takes. A record that is not admitted fails on its own
 * ("Slow down."), the others are kept. Asked under the stream's lock, first for the request and
 * then for each of its records in order; named faults are decided here too.
 */
public interface Admission {
  /** Takes everything, as after a limit increase. */
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

  /** False when every record of the request fails. */
  boolean admitsRequest();

  /** False when this record, of {@code recordBytes} before base64, fails. */
  boolean admitsRecord(int recordBytes);
}
