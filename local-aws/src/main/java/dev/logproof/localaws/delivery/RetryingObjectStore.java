package dev.logproof.localaws.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Retries each object until stored or interrupted; Firehose gives up after a day. Called by any
 * delivery thread.
 */
public final class RetryingObjectStore {
  private static final Logger LOG = LoggerFactory.getLogger(RetryingObjectStore.class);

  private final ObjectStore store;
  private final Pause pause;

  /** Wraps {@code store}. */
  public RetryingObjectStore(ObjectStore store, Pause pause) {
    this.store = store;
    this.pause = pause;
  }

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
