package dev.logproof.experiment.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Targets for new connections, one {@code host:port} per line. Replaced atomically. Confined to the
 * main thread.
 */
public final class TargetFile {
  private final Path path;
  private final Set<String> targets = new LinkedHashSet<>();

  /** Creates the file without targets. */
  public TargetFile(Path path) throws IOException {
    this.path = path;
    write();
  }

  /** Path of the file. */
  public Path path() {
    return path;
  }

  /** Adds {@code target} for new connections. */
  public void register(String target) throws IOException {
    targets.add(target);
    write();
  }

  /** Removes {@code target}; open connections stay. */
  public void deregister(String target) throws IOException {
    targets.remove(target);
    write();
  }

  private void write() throws IOException {
    Path next = path.resolveSibling(path.getFileName() + ".next");
    Files.write(next, targets);
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
