package dev.logproof.localaws.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Retries each object until stored or interrupted; Firehose gives up after a day. Called by any
 * delivery thread.
 */
public record RetryingObjectStore(ObjectStore store, Pause pause) {
  private static final Logger LOG = LoggerFactory.getLogger(RetryingObjectStore.class);

  /** Returns when {@code object} is stored. */
  public void put(SealedObject object) throws InterruptedException {
    Backoff backoff = new Backoff();
    while (!isPut(object, backoff)) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private boolean isPut(SealedObject object, Backoff backoff) throws InterruptedException {
    try {
      store.put(object);
      return true;
    } catch (RuntimeException e) {
      long millis = backoff.nextMillis();
      LOG.warn(
          "cannot put s3://{}/{}, retrying in {} ms: {}",
          object.bucket(),
          object.key(),
          millis,
          e.getMessage());
      pause.pause(millis);
      return false;
    }
  }
}
