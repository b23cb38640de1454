package dev.logproof.forward.decode;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps one native decompressor per event loop, since creating one costs more than decompressing a
 * small frame. Thread-safe.
 */
final class CodecCache<T> {
  private final Supplier<T> make;
  private final Consumer<T> end;

  /** Holds null while the decompressor is in use. */
  private final FastThreadLocal<T> spare =
      new FastThreadLocal<>() {
        @Override
        protected void onRemoval(T codec) {
          if (codec != null) {
            end.accept(codec);
          }
        }
      };

  CodecCache(Supplier<T> make, Consumer<T> end) {
    this.make = make;
    this.end = end;
  }

  /** Returns the spare as it was given, or a new one. */
  T take() {
    T kept = spare.get();
    spare.set(null);
    return kept == null ? make.get() : kept;
  }

  void give(T codec, boolean worthKeeping) {
    if (worthKeeping && spare.get() == null) {
      spare.set(codec);
    } else {
      end.accept(codec);
    }
  }
}
