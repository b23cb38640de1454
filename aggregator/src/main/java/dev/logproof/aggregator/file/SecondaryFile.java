package dev.logproof.aggregator.file;

import dev.logproof.aggregator.buffer.Secondary;
import dev.logproof.aggregator.config.SecondaryConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** {@code <secondary>} of type file or secondary_file. Thread-safe. */
public final class SecondaryFile implements Secondary {
  private static final int ENTRY = 0x92;

  private final SecondaryConfig.ToFile config;
  private final WholeFiles files;

  public SecondaryFile(SecondaryConfig.ToFile config) {
    this.config = config;
    this.files = new WholeFiles(config.gzip());
  }

  @Override
  public void keep(List<byte[]> events) throws IOException {
    String id = UUID.randomUUID().toString().replace("-", "");
    String name = config.name().replace("${chunk_id}", id);
    if (config.append()) {
      files.append(path(name), out -> write(events, out));
    } else {
      Path ignored =
          files.create(number -> path(name + separator() + number), out -> write(events, out));
    }
  }

  /** As the plugins separate a name from its number. */
  private String separator() {
    return config.suffix().isEmpty() ? "." : "_";
  }

  private Path path(String name) {
    return config.directory().resolve(name + config.suffix() + (config.gzip() ? ".gz" : ""));
  }

  private static void write(List<byte[]> events, OutputStream out) throws IOException {
    for (byte[] event : events) {
      out.write(event);
      if (isTextWithoutEnd(event)) {
        out.write('\n');
      }
    }
  }

  /** Entries of the forward protocol follow each other; no text starts with their first byte. */
  private static boolean isTextWithoutEnd(byte[] event) {
    return event.length == 0 || ((event[0] & 0xff) != ENTRY && event[event.length - 1] != '\n');
  }
}
