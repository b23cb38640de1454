package dev.logproof.experiment.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A stub installation whose programs are shell scripts. */
public final class StandInHome {
  private final Path home;

  /** Creates an empty installation in {@code home}. */
  public StandInHome(Path home) throws IOException {
    this.home = home;
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("pids"));
  }

  /** Path of the installation. */
  public Path path() {
    return home;
  }

  /** Adds a program that records its process id and runs {@code script}. */
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

  /** Whether the program has started. */
  public boolean started(String name) {
    return Files.exists(home.resolve("pids").resolve(name));
  }

  /** Whether the process of a started program is running. */
  public boolean isAlive(String name) throws IOException {
    return ProcessHandle.of(pid(name)).map(ProcessHandle::isAlive).orElse(false);
  }

  /** Kills a started program. */
  public void kill(String name) throws IOException {
    ProcessHandle.of(pid(name)).ifPresent(ProcessHandle::destroyForcibly);
  }

  private long pid(String name) throws IOException {
    return Long.parseLong(Files.readString(home.resolve("pids").resolve(name)).strip());
  }
}
