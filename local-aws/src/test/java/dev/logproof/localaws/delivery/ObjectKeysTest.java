package dev.logproof.localaws.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Object names match Firehose's, so that tools which list them keep working. */
class ObjectKeysTest {
  private static final UUID RANDOM = new UUID(1, 2);

  @Test
  void buildsKeyFromPrefixUtcHourStreamAndTime() {
    Instant oldest = Instant.parse("2018-10-31T23:59:08.999Z");

    assertThat(
            ObjectKeys.key("backend/", "s3-stream", 1, oldest, RANDOM, Compression.GZIP.suffix()))
        .isEqualTo(
            "backend/2018/10/31/23/s3-stream-1-2018-10-31-23-59-08-"
                + "00000000-0000-0001-0000-000000000002.gz");
  }

  @Test
  void omitsSuffixOfUncompressedObjectAndKeepsPrefix() {
    Instant oldest = Instant.parse("2018-01-02T03:04:05Z");

    assertThat(ObjectKeys.key("p", "s", 1, oldest, RANDOM, Compression.UNCOMPRESSED.suffix()))
        .isEqualTo("p2018/01/02/03/s-1-2018-01-02-03-04-05-" + RANDOM);
  }
}
