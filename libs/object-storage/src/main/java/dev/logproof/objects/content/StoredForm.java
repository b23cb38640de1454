package dev.logproof.objects.content;

import java.util.Locale;
import java.util.Optional;

/** Detects the compression format that content begins with. Stateless. */
public final class StoredForm {
  /** Number of bytes needed for detection. */
  public static final int MAX_BYTES = Form.TRIAL_BYTES;

  private StoredForm() {}

  /** The format that {@code first} begins with, such as gzip; empty if it is not compressed. */
  public static Optional<String> of(byte[] first) {
    if (first.length == 0) {
      return Optional.empty();
    }
    Form form = Form.seemingAt(first, 0, first.length);
    if (form != Form.NONE && form.isProved(first, 0, first.length, true)) {
      return Optional.of(form.name().toLowerCase(Locale.ROOT));
    }
    return SnappyHadoopStream.isBlock(first, 0, first.length)
        ? Optional.of(Form.SNAPPY_HADOOP.name().toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
