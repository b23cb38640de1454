package dev.logproof.localaws.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts an object again and again until it is there: Firehose delivers at least once and gives up
 * after a day; this gives up when its thread is interrupted only. Any delivery thread.
 */
public final class RetryingObjectStore {
  private static final Logger LOG = LoggerFactory.getLogger(RetryingObjectStore.class);

  private final ObjectStore store;
  private final Pause pause;

  /** Puts into {@code store}. */
  public RetryingObjectStore(ObjectStore store, Pause pause) {
    this.store = store;
    this.pause = pause;
  }

  /** Returns when {@code object} is there. */
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
          "s3://{}/{} was not put, next try in {} ms: {}",
          object.bucket(),
          object.key(),
          millis,
          e.getMessage());
      pause.pause(millis);
      return false;
    }
  }
}
