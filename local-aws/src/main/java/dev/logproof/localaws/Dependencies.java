package dev.logproof.localaws;

import dev.logproof.localaws.delivery.ObjectStore;
import dev.logproof.localaws.delivery.Pause;
import dev.logproof.localaws.stream.StreamClock;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Injected dependencies. {@code delivery} wraps the S3 store that streams write to. */
record Dependencies(
    StreamClock clock, Supplier<UUID> randomIds, Pause pause, UnaryOperator<ObjectStore> delivery) {

  static final Dependencies REAL =
      new Dependencies(
          StreamClock.SYSTEM, UUID::randomUUID, Thread::sleep, UnaryOperator.identity());
}
