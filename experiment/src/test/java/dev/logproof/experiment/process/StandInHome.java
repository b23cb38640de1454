package dev.logproof.experiment.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** An installation whose programs are small shell scripts that do as a test needs. */
public final class StandInHome {
  private final Path home;

  /** An installation in {@code home}, without programs at first. */
  public StandInHome(Path home) throws IOException {
    this.home = home;
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("pids"));
  }

  /** Where it is. */
  public Path path() {
    return home;
  }

  /** A program that writes its process number to a file and does {@code script}. */
  public StandInHome program(String name, String script) throws IOException {
    Path file = home.resolve("bin").resolve(name);
    String pid = home.resolve("pids").resolve(name).toString();
    Files.writeString(
        file,
        "#!/bin/sh\nif [ \"$1\" = --version ]; then exit 0; fi\necho $$ > "
            + pid
            + ".next; mv "
            + pid
            + ".next "
            + pid
            + "\n"
            + script
            + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return this;
  }

  /** True once the program has started. */
  public boolean started(String name) {
    return Files.exists(home.resolve("pids").resolve(name));
  }

  /** The process of a program that has started; the handle of a dead one is not alive. */
  public boolean isAlive(String name) throws IOException {
    return ProcessHandle.of(pid(name)).map(ProcessHandle::isAlive).orElse(false);
  }

  /** Kills a program that has started. */
  public void kill(String name) throws IOException {
    ProcessHandle.of(pid(name)).ifPresent(ProcessHandle::destroyForcibly);
  }

  private long pid(String name) throws IOException {
    return Long.parseLong(Files.readString(home.resolve("pids").resolve(name)).strip());
  }
}
