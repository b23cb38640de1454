package dev.logproof.forward.decode;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps one decompressor of native memory per event loop for the next frame, since creating one
 * costs more than decompressing a small frame. Thread-safe, since each loop has its own.
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

  /** Returns the spare decompressor in the state in which it was given, or a new one. */
  T take() {
    Optional<T> kept = spare.get();
    spare.set(Optional.empty());
    return kept.orElseGet(make);
  }

  /**
   * Keeps the decompressor for the next frame if it is {@code worthKeeping} and no spare exists.
   */
  void give(T codec, boolean worthKeeping) {
    if (worthKeeping && spare.get().isEmpty()) {
      spare.set(Optional.of(codec));
    } else {
      end.accept(codec);
    }
  }
}
