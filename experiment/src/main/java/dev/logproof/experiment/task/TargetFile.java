package dev.logproof.experiment.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The targets that new connections may go to, as a load balancer has them registered: one {@code
 * host:port} a line. Replaced in one step, so that a dialler never reads a part. Confined to the
 * experiment's main thread.
 */
public final class TargetFile {
  private final Path path;
  private final Set<String> targets = new LinkedHashSet<>();

  /** Keeps the targets in {@code path}, none at first. */
  public TargetFile(Path path) throws IOException {
    this.path = path;
    write();
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Sends new connections to {@code target} too. */
  public void register(String target) throws IOException {
    targets.add(target);
    write();
  }

  /** Sends no new connections to {@code target}; those that are open stay. */
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
