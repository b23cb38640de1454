import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.record.journal.JournalEntry;
import dev.logproof.record.journal.JournalWriter;
import dev.logproof.record.journal.RunJournal;
import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.record.tracer.Tracer;
import dev.logproof.record.tracer.TracerText;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes gzipped objects of numbered lines as Firehose does, and the journal of a run that would
 * have sent them: {@code GenerateObjects DIR LINES SOURCES SEED}. The same seed writes the same
 * lines.
 */
public final class GenerateObjects {
  private static final int LINES_AN_OBJECT = 200_000;
  private static final long START_MILLIS = 1_767_225_600_000L;

  private final Path directory;
  private final long lines;
  private final int sources;
  private final long seed;
  private final List<String> containers;

  private GenerateObjects(Path directory, long lines, int sources, long seed) {
    this.directory = directory;
    this.lines = lines;
    this.sources = sources;
    this.seed = seed;
    this.containers = IntStream.range(0, sources).mapToObj(GenerateObjects::container).toList();
  }

  public static void main(String[] args) throws Exception {
    new GenerateObjects(
            Path.of(args[0]),
            Long.parseLong(args[1]),
            Integer.parseInt(args[2]),
            Long.parseLong(args[3]))
        .run();
  }

  private void run() throws Exception {
    Path folder = Files.createDirectories(directory.resolve("objects/2026/01/01/00"));
    ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    List<Future<?>> objects = new ArrayList<>();
    for (long from = 0, number = 0; from < lines; from += LINES_AN_OBJECT, number++) {
      long first = from;
      Path file = folder.resolve(String.format("s3-delivery-stream-1-%08d.gz", number));
      objects.add(pool.submit(() -> write(file, first)));
    }
    for (Future<?> object : objects) {
      object.get();
    }
    pool.shutdown();
    journal();
  }

  private Void write(Path file, long first) throws IOException {
    SplittableRandom random = new SplittableRandom(seed * 31 + first);
    StringBuilder line = new StringBuilder(512);
    try (OutputStream out =
        new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      long end = Math.min(lines, first + LINES_AN_OBJECT);
      ByteArrayOutputStream block = new ByteArrayOutputStream(1 << 16);
      for (long number = first; number < end; number++) {
        line.setLength(0);
        append(line, random, number);
        block.writeBytes(line.toString().getBytes(US_ASCII));
        if (block.size() > 1 << 15) {
          block.writeTo(out);
          block.reset();
        }
      }
      block.writeTo(out);
    }
    return null;
  }

  /** Appends an Apache line in Docker's envelope, about 350 bytes. */
  private void append(StringBuilder line, SplittableRandom random, long number) {
    int source = (int) (number % sources);
    long sequence = number / sources;
    long millis = START_MILLIS + number / 100;
    line.append(containers.get(source));
    for (int octet = 0; octet < 4; octet++) {
      line.append(octet == 0 ? "" : ".").append(random.nextInt(1, 255));
    }
    line.append(" - Corwin").append(random.nextInt(1000, 10_000)).append(' ');
    line.append(random.nextInt(100, 1_000)).append(" [2026-01-01T00:");
    long second = millis / 1_000 % 3_600;
    line.append(second / 600).append(second / 60 % 10).append(':');
    line.append(second % 60 / 10).append(second % 10).append("Z] ");
    line.append("\\\"GET /users/").append(random.nextInt(100_000)).append("\\\" 200 ");
    line.append(random.nextInt(200, 30_000)).append(' ');
    line.append(TracerText.format(new Tracer("bench-" + seed, source, sequence, millis * 1_000)));
    line.append("\"}\n");
  }

  private static String container(int source) {
    SplittableRandom random = new SplittableRandom(source);
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      id.append(HexFormat.of().toHexDigits(random.nextLong()));
    }
    return "{\"container_id\":\""
        + id
        + "\",\"container_name\":\"/ecs-service-2-apache-"
        + id.substring(0, 20)
        + "\",\"source\":\"stdout\",\"log\":\"";
  }

  private void journal() throws IOException {
    try (JournalWriter journal = JournalWriter.create(directory.resolve("run"))) {
      journal.write(
          new JournalEntry.Start(
              RunJournal.VERSION, "bench-" + seed, seed, START_MILLIS, sources, "none"));
      for (int source = 0; source < sources; source++) {
        long sent = lines / sources + (source < lines % sources ? 1 : 0);
        journal.write(
            new JournalEntry.Mark(
                START_MILLIS + 1_000, source, sent, SequenceRanges.firstOf(sent), sent));
      }
      journal.write(new JournalEntry.End(START_MILLIS + 2_000, "duration", true));
    }
  }
}
