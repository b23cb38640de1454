package dev.logproof.verify.source.athena;

import dev.logproof.objects.content.StoredForm;
import dev.logproof.verify.source.ObjectSource;
import dev.logproof.verify.source.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the first bytes of some objects against their suffix. Athena trusts the suffix and reads
 * compressed objects without one as text. Called by one thread.
 */
final class SuffixCheck {
  private static final int MAX_OBJECTS = 20;

  private static final Map<String, String> FORMS =
      Map.of(
          ".gz", "gzip",
          ".bz2", "bzip2",
          ".zst", "zstd",
          ".deflate", "zlib",
          ".lz4", "lz4",
          ".snappy", "snappy_hadoop");

  private final ObjectSource source;

  SuffixCheck(ObjectSource source) {
    this.source = source;
  }

  List<String> of(List<StoredObject> objects) throws IOException {
    List<String> wrong = new ArrayList<>();
    int step = 1 + objects.size() / MAX_OBJECTS;
    for (int at = 0; at < objects.size(); at += step) {
      StoredObject object = objects.get(at);
      Optional<String> said =
          FORMS.entrySet().stream()
              .filter(form -> object.key().endsWith(form.getKey()))
              .map(Map.Entry::getValue)
              .findFirst();
      Optional<String> is = form(object);
      if (object.sizeBytes() > 0 && !said.equals(is)) {
        wrong.add(
            "object "
                + object.key()
                + " is "
                + is.orElse("not compressed")
                + ", but by its name Athena reads it as "
                + said.orElse("text"));
      }
    }
    return wrong;
  }

  private Optional<String> form(StoredObject object) throws IOException {
    try (InputStream in = source.open(object)) {
      return StoredForm.of(in.readNBytes(StoredForm.MAX_BYTES));
    }
  }
}
