package dev.logproof.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What can be made to go wrong with one running task again and again: Firehose, its process, the
 * name that leads to it, the credentials, file descriptors, the disk. Each fault begins, and ends
 * when it is told to. Used by the test's thread.
 */
final class SoakFaults {
  /** The name that the task knows Firehose by. */
  static final String HOST = "firehose.test";

  private static final int FILL_BYTES = 1 << 20;

  private final FaultRun run;
  private final LocalCloud cloud;
  private final Path hosts;
  private final Path brokenCredentials;
  private final Path disk;
  private long ambiguousRecords;

  /** A named fault. */
  record Fault(String name, Action begin, Action end) {}

  /** One step of a fault. */
  interface Action {
    void run() throws IOException, InterruptedException;
  }

  SoakFaults(FaultRun run, LocalCloud cloud, Path disk) throws IOException {
    this.run = run;
    this.cloud = cloud;
    this.disk = disk;
    this.hosts = run.directory().resolve("hosts");
    this.brokenCredentials = run.directory().resolve("credentials-broken");
    resolvable(true);
  }

  /** The environment of a task that all faults can be played to. */
  Map<String, String> environment() throws IOException {
    Map<String, String> own = cloud.environment();
    String endpoint = own.get("AWS_ENDPOINT_URL_FIREHOSE").replace("127.0.0.1", HOST);
    return Map.of(
        "AWS_ENDPOINT_URL_FIREHOSE",
        endpoint,
        "AWS_CONFIG_FILE",
        profile(own).toString(),
        "AWS_PROFILE",
        "soak",
        "LOGPROOF_JAVA_FLAGS",
        ProcessMemory.JAVA_FLAGS
            // A heap that is there from the beginning: what grows beside it is a leak.
            + " -Xms256m -Xmx256m -XX:+AlwaysPreTouch"
            + " -Djdk.net.hosts.file="
            + hosts
            + " -Dsun.net.inetaddr.ttl=0 -Dsun.net.inetaddr.negative.ttl=0");
  }

  /** Names of variables that would win over the profile. */
  static List<String> withoutVariables() {
    return List.of("env", "-u", "AWS_ACCESS_KEY_ID", "-u", "AWS_SECRET_ACCESS_KEY");
  }

  /**
   * Credentials that a process prints, and that expire soon, so that it is asked again and again.
   */
  private Path profile(Map<String, String> own) throws IOException {
    Path script = run.directory().resolve("credentials");
    String text =
        """
        #!/bin/sh
        if [ -e "%s" ]; then exit 1; fi
        printf '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"%s","Expiration":"%%s"}' \
        "$(date -u -d '+20 seconds' +%%Y-%%m-%%dT%%H:%%M:%%SZ)"
        """
            .formatted(
                brokenCredentials, own.get("AWS_ACCESS_KEY_ID"), own.get("AWS_SECRET_ACCESS_KEY"));
    Files.writeString(script, text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return Files.writeString(
        run.directory().resolve("aws-config"),
        "[profile soak]\ncredential_process = " + script + "\n");
  }

  /** Everything that can be played to {@code task}. */
  List<Fault> all(AggregatorTask task) {
    List<Fault> faults = new ArrayList<>();
    for (FirehoseFaults.Plan plan : FirehoseFaults.plans()) {
      // Refused for good is no fault of the way: these events are rejected, and not lost.
      if (!plan.name().equals("InvalidArgumentException")) {
        faults.add(
            new Fault(plan.name(), () -> firehose("{'seed':7," + plan.json() + "}"), this::healed));
      }
    }
    faults.add(new Fault("firehose-stopped", () -> signal("STOP"), () -> signal("CONT")));
    faults.add(new Fault("dns", () -> unresolvable(), () -> resolvable(true)));
    faults.add(new Fault("credentials", this::breakCredentials, this::mendCredentials));
    faults.add(
        new Fault("descriptors", () -> descriptors(task, true), () -> descriptors(task, false)));
    faults.add(new Fault("disk-full", () -> fill(task), () -> Files.deleteIfExists(filler(task))));
    return faults;
  }

  /** Records that Firehose accepted and whose sender was left in doubt; to be asked for once. */
  long ambiguousRecords() throws IOException {
    collect();
    return ambiguousRecords;
  }

  /** Requests that were under way when a fault ended are counted for it until the next begins. */
  private void collect() throws IOException {
    ambiguousRecords += run.faults().done().ambiguousRecords();
  }

  private void firehose(String plan) throws IOException {
    collect();
    run.faults().begin(plan);
  }

  private void healed() throws IOException {
    run.faults().end();
  }

  private void signal(String name) throws IOException, InterruptedException {
    execute("kill", "-" + name, Long.toString(cloud.pid()));
  }

  /** Connections that are there are cut, so that the name is looked up again. */
  private void unresolvable() throws IOException, InterruptedException {
    resolvable(false);
    firehose("{'fault':'outage','how':'reset','forMillis':300}");
    healed();
  }

  private void resolvable(boolean known) throws IOException {
    Files.writeString(hosts, (known ? "127.0.0.1 " + HOST + "\n" : "") + "127.0.0.1 localhost\n");
  }

  private void breakCredentials() throws IOException {
    Files.writeString(brokenCredentials, "");
  }

  private void mendCredentials() throws IOException {
    Files.deleteIfExists(brokenCredentials);
  }

  /** No file, socket or event loop more than there are; connections are cut, so that it shows. */
  private void descriptors(AggregatorTask task, boolean scarce)
      throws IOException, InterruptedException {
    long pid = task.program().process().pid();
    String limit = mostDescriptors(pid);
    if (scarce) {
      try (var open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
        limit = Long.toString(open.count());
      }
    }
    execute("prlimit", "--pid", Long.toString(pid), "--nofile=" + limit + ":");
    if (scarce) {
      firehose("{'fault':'outage','how':'reset','forMillis':300}");
      healed();
    }
  }

  /** The hard limit, which stays as it is: not everybody may raise it. */
  private static String mostDescriptors(long pid) throws IOException {
    try (var limits = Files.lines(Path.of("/proc/" + pid + "/limits"))) {
      return limits
          .filter(line -> line.startsWith("Max open files"))
          .map(line -> line.split("\\s+", -1)[4])
          .findFirst()
          .orElseThrow();
    }
  }

  /** The task alone sees its disk; the kernel shows it below the process. */
  private Path filler(AggregatorTask task) {
    Path seen = Path.of("/proc/" + task.program().process().pid() + "/root");
    return seen.resolve(disk.toString().substring(1)).resolve("filler");
  }

  private void fill(AggregatorTask task) throws IOException {
    byte[] block = "x".repeat(FILL_BYTES).getBytes(StandardCharsets.US_ASCII);
    try (var out = Files.newOutputStream(filler(task))) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw e;
      }
    }
  }

  private static void execute(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }
}
