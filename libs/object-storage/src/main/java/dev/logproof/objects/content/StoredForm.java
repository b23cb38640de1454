package dev.logproof.objects.content;

import java.util.Locale;
import java.util.Optional;

/** Detects the compression format of content. */
public final class StoredForm {
  /** Bytes needed for detection. */
  public static final int MAX_BYTES = Form.TRIAL_BYTES;

  private StoredForm() {}

  /** The format, such as gzip; empty if {@code first} is not compressed. */
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
