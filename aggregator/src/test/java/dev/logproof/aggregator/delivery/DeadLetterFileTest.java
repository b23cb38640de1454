package dev.logproof.aggregator.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.aggregator.metrics.Ledger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps events that can never be delivered. */
class DeadLetterFileTest {
  @TempDir Path root;

  private static final long TIME_LIMIT_MILLIS = 20_000;

  private final Ledger ledger = new Ledger();

  private void keep(Path directory, String outputId) throws InterruptedException {
    DeadLetterFile letters =
        new DeadLetterFile(directory, outputId, InstantSource.system(), ledger);
    letters.keep("too large", ByteBuffer.wrap("event".getBytes(UTF_8)));
    letters.close(TIME_LIMIT_MILLIS);
    assertThat(ledger.deadLettersLost()).isZero();
  }

  @Test
  void keepsEveryEventInALineOfItsOwn() throws Exception {
    DeadLetterFile letters = new DeadLetterFile(root, "out", InstantSource.system(), ledger);
    byte[] large = new byte[100_000];
    new SplittableRandom(1).nextBytes(large);
    letters.keep("says \"no\"\n", ByteBuffer.wrap(large));
    letters.keep("", ByteBuffer.allocate(0));
    letters.close(TIME_LIMIT_MILLIS);
    List<String> lines = Files.readAllLines(root.resolve("out.jsonl"));
    assertThat(lines).hasSize(2);
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertThat(first.get("reason").asText()).isEqualTo("says \"no\" ");
    assertThat(first.get("eventBytes").asInt()).isEqualTo(large.length);
    assertThat(first.get("eventBase64").binaryValue()).isEqualTo(large);
    assertThat(new ObjectMapper().readTree(lines.get(1)).get("eventBase64").asText()).isEmpty();
  }

  /** An event loop must neither wait for the disk nor fill the heap. */
  @Test
  void countsEventsBeyondQueueLimit() throws Exception {
    DeadLetterFile letters = new DeadLetterFile(root, "out", InstantSource.system(), ledger);
    int events = 0;
    while (ledger.deadLettersLost() == 0 && events < 1_000) {
      letters.keep("too large", ByteBuffer.allocate(DeadLetterFile.MAX_QUEUED_BYTES / 2));
      events++;
    }
    letters.close(TIME_LIMIT_MILLIS);
    assertThat(ledger.deadLettersLost()).isEqualTo(1);
    assertThat(Files.readAllLines(root.resolve("out.jsonl"))).hasSize(events - 1);
  }

  @Test
  void countsEventsThatCannotBeWritten() throws Exception {
    Path occupied = Files.writeString(root.resolve("occupied"), "");
    DeadLetterFile letters = new DeadLetterFile(occupied, "out", InstantSource.system(), ledger);
    letters.keep("too large", ByteBuffer.allocate(10));
    letters.keep("too large", ByteBuffer.allocate(10));
    letters.close(TIME_LIMIT_MILLIS);
    assertThat(ledger.deadLettersLost()).isEqualTo(2);
  }

  @Test
  void separatesFilesOfOutputsWithSimilarIds() throws InterruptedException {
    keep(root, "a/b");
    keep(root, "a_b");
    keep(root, "a:b");
    assertThat(root)
        .isDirectoryContaining("glob:**/a_b.jsonl")
        .isDirectoryContaining("glob:**/a%2Fb.jsonl")
        .isDirectoryContaining("glob:**/a%3Ab.jsonl");
  }

  @Test
  void writesThroughSymbolicLinkToDirectory() throws Exception {
    Path real = Files.createDirectory(root.resolve("real"));
    Path link = Files.createSymbolicLink(root.resolve("link"), real);
    keep(link, "out");
    assertThat(real.resolve("out.jsonl")).isNotEmptyFile();
  }

  @Test
  void restrictsFileAndDirectoryToOwner() throws Exception {
    Path directory = root.resolve("dead-letter");
    keep(directory, "out");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("out.jsonl"))))
        .isEqualTo("rw-------");
  }
}
