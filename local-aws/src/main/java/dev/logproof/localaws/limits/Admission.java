package dev.logproof.localaws.limits;

/**
 * Decides which records a stream accepts. Called under the stream's lock, first for the request,
 * then for each record in order.
 */
public interface Admission {
  /** Accepts everything. */
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

  /** Returns false when all records fail. */
  boolean admitsRequest();

  /** Returns false when a record of this size before base64 fails. */
  boolean admitsRecord(int recordBytes);
}
