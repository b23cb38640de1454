package dev.logproof.system.support;

import dev.logproof.process.CompletedCommand;
import dev.logproof.system.faults.FaultRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A small file system in a mount namespace, visible to one process only and removed with it. Skips
 * the test where the kernel forbids that.
 */
public final class SmallDisk {
  private static final String MOUNT =
      "mount -t tmpfs -o size=$1 tmpfs \"$0\" && shift && exec \"$@\"";

  private static final Duration TIME_LIMIT = Duration.ofMinutes(1);

  private SmallDisk() {}

  /** Mounts a disk of {@code size}, such as 1m, at {@code directory}. */
  public static FaultRun.Setting mountedAt(Path directory, String size)
      throws IOException, InterruptedException {
    List<String> before = command(directory, size);
    List<String> trial = new ArrayList<>(before);
    trial.add("true");
    Requirement.orSkip(
        "LOGPROOF_REQUIRE_MOUNT", works(trial), "no mount in a name space of one's own");
    return new FaultRun.Setting(before, Map.of());
  }

  private static List<String> command(Path directory, String size) {
    return List.of("unshare", "-rm", "sh", "-c", MOUNT, directory.toString(), size);
  }

  private static boolean works(List<String> command) throws InterruptedException {
    try {
      return CompletedCommand.run(TIME_LIMIT, command).succeeded();
    } catch (IOException e) {
      return false;
    }
  }
}
