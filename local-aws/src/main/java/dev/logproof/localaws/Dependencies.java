package dev.logproof.localaws;

import dev.logproof.localaws.delivery.ObjectStore;
import dev.logproof.localaws.delivery.Pause;
import dev.logproof.localaws.stream.StreamClock;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What is injected: time, randomness, waiting, and what stands between the streams and S3.
 *
 * @param delivery given the real store, returns the one that streams put into
 */
record Dependencies(
    StreamClock clock, Supplier<UUID> randomIds, Pause pause, UnaryOperator<ObjectStore> delivery) {

  /** The real ones. */
  static final Dependencies REAL =
      new Dependencies(
          StreamClock.SYSTEM, UUID::randomUUID, Thread::sleep, UnaryOperator.identity());
}
