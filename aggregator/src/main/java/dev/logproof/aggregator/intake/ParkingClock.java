package dev.logproof.aggregator.intake;

import java.util.concurrent.locks.LockSupport;

/** The time, and a way to let it pass. */
interface ParkingClock {
  /** The clock of the machine, by which {@link LockSupport#unpark} ends a wait. */
  ParkingClock SYSTEM =
      new ParkingClock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void parkNanos(long nanos) {
          LockSupport.parkNanos(nanos);
        }
      };

  long nanoTime();

  /** Waits as {@link LockSupport#parkNanos(long)} does. */
  void parkNanos(long nanos);
}
