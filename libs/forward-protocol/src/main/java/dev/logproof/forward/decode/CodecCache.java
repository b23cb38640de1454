package dev.logproof.forward.decode;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps one native decompressor per event loop, since creating one costs more than decompressing a
 * small frame. Thread-safe.
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

  /** Returns the spare as it was given, or a new one. */
  T take() {
    Optional<T> kept = spare.get();
    spare.set(Optional.empty());
    return kept.orElseGet(make);
  }

  void give(T codec, boolean worthKeeping) {
    if (worthKeeping && spare.get().isEmpty()) {
      spare.set(Optional.of(codec));
    } else {
      end.accept(codec);
    }
  }
}
