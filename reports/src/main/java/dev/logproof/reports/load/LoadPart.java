package dev.logproof.reports.load;

import dev.logproof.record.journal.JournalReader;
import dev.logproof.record.journal.RunJournal;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files of one segment of a load run, or of an unsegmented run. */
public record LoadPart(
    Path directory, RunJournal journal, Optional<LoadResult> result, Optional<Path> latencies) {
  private static final String LATENCY_FILE = "latency.hlog";

  static LoadPart read(Path directory) throws IOException {
    Path result = directory.resolve(LoadResult.FILE_NAME);
    Path latencies = directory.resolve(LATENCY_FILE);
    return new LoadPart(
        directory,
        JournalReader.read(directory),
        Files.exists(result) ? Optional.of(Json.read(result, LoadResult.class)) : Optional.empty(),
        Files.exists(latencies) ? Optional.of(latencies) : Optional.empty());
  }

  int segment() {
    return journal.start().segment();
  }
}
