package dev.logproof.objects.content;

import java.util.Locale;
import java.util.Optional;

/** The form of compression that content begins with. Stateless. */
public final class StoredForm {
  /** As many bytes as it takes. */
  public static final int MAX_BYTES = Form.TRIAL_BYTES;

  private StoredForm() {}

  /** The form that {@code first} begins with, such as gzip; empty when that is none. */
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
