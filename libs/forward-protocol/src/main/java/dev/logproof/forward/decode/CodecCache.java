package dev.logproof.forward.decode;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One decompressor of native memory that an event loop keeps for the next frame, since to make one
 * costs more than to decompress a small frame. Thread-safe, as each loop has its own.
 */
final class CodecCache<T> {
  private final Supplier<T> make;
  private final Consumer<T> end;
  private final FastThreadLocal<Optional<T>> spare =
      new FastThreadLocal<>() {
        @Override
        protected Optional<T> initialValue() {
          return Optional.empty();
        }

        @Override
        protected void onRemoval(Optional<T> codec) {
          codec.ifPresent(end);
        }
      };

  CodecCache(Supplier<T> make, Consumer<T> end) {
    this.make = make;
    this.end = end;
  }

  /** The spare one, or a new one; in whatever state it was given. */
  T take() {
    Optional<T> kept = spare.get();
    spare.set(Optional.empty());
    return kept.orElseGet(make);
  }

  /** Keeps it for the next frame, when {@code worthKeeping} and there is none. */
  void give(T codec, boolean worthKeeping) {
    if (worthKeeping && spare.get().isEmpty()) {
      spare.set(Optional.of(codec));
    } else {
      end.accept(codec);
    }
  }
}
