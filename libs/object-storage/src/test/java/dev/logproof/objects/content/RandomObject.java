package dev.logproof.objects.content;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Records in random compression formats, some compressed twice; occasionally a part is damaged or
 * of no known format.
 */
final class RandomObject {
  private static final int MAX_RECORDS_PER_PART = 8;
  private static final int DAMAGED_ONE_IN = 60;
  private static final List<String> BETWEEN = List.of("", "\n", "\r\n", " ");
  private static final List<Compressed> FORMS = List.of(Compressed.values());

  /** Only the record's own checksum reveals a changed byte. */
  private static final Set<Compressed> WITHOUT_CHECKSUM =
      Set.of(Compressed.SNAPPY_JAVA, Compressed.SNAPPY_HADOOP);

  private final Random random;
  private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
  private final List<String> parts = new ArrayList<>();

  private RandomObject(Random random) {
    this.random = random;
  }

  /** Generates records. */
  @FunctionalInterface
  interface Records {
    byte[] between(int from, int to);
  }

  static RandomObject of(Random random, int records, Records lines) throws IOException {
    RandomObject object = new RandomObject(random);
    for (int from = 0; from < records; ) {
      int to = Math.min(records, from + 1 + random.nextInt(MAX_RECORDS_PER_PART));
      object.add(lines.between(from, to));
      from = to;
    }
    return object;
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private void add(byte[] records) throws IOException {
    List<Compressed> forms = new ArrayList<>();
    byte[] part = records;
    for (int times = random.nextInt(3); times > 0; times--) {
      forms.add(any(FORMS));
      part = forms.get(forms.size() - 1).of(part);
    }
    String how = "";
    boolean guarded =
        forms.stream().anyMatch(form -> form != Compressed.PLAIN)
            && forms.stream().noneMatch(WITHOUT_CHECKSUM::contains);
    if (guarded && random.nextInt(DAMAGED_ONE_IN) == 0) {
      part[random.nextInt(part.length)] ^= (byte) (1 + random.nextInt(255));
      how = " changed";
    } else if (random.nextInt(DAMAGED_ONE_IN) == 0) {
      random.nextBytes(part);
      how = " of no form";
    }
    parts.add(forms + how);
    stored.writeBytes(part);
    stored.writeBytes(any(BETWEEN).getBytes(US_ASCII));
  }

  byte[] bytes() {
    return stored.toByteArray();
  }

  @Override
  public String toString() {
    return parts.toString();
  }
}
