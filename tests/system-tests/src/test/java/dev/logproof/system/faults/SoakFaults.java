package dev.logproof.system.faults;

import dev.logproof.process.CompletedCommand;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.ProcessMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Faults that can strike one running task repeatedly. */
final class SoakFaults {
  static final String HOST = "firehose.test";

  private static final int FILL_BYTES = 1 << 20;
  private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

  private final FaultRun run;
  private final LocalCloud cloud;
  private final Path hosts;
  private final Path brokenCredentials;
  private final Path disk;

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
            // The heap is committed at startup: any later growth is a leak.
            + " -Xms256m -Xmx256m -XX:+AlwaysPreTouch"
            + " -Djdk.net.hosts.file="
            + hosts
            + " -Dsun.net.inetaddr.ttl=0 -Dsun.net.inetaddr.negative.ttl=0");
  }

  /** Unsets variables that would override the profile. */
  static List<String> withoutVariables() {
    return List.of("env", "-u", "AWS_ACCESS_KEY_ID", "-u", "AWS_SECRET_ACCESS_KEY");
  }

  /** The credentials expire soon, so the process runs repeatedly. */
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

  List<Fault> all(AggregatorTask task) {
    List<Fault> faults = new ArrayList<>();
    for (FirehoseFaults.Plan plan : FirehoseFaults.plans()) {
      // Permanently rejected events are not lost.
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

  /** Records of all faults so far, with those of requests that ended after their fault. */
  long ambiguousRecords() throws IOException {
    return run.faults().done().ambiguousRecordsInAll();
  }

  private void firehose(String plan) throws IOException {
    run.faults().begin(plan);
  }

  private void healed() throws IOException {
    run.faults().end();
  }

  private void signal(String name) throws IOException, InterruptedException {
    execute("kill", "-" + name, Long.toString(cloud.pid()));
  }

  /** Cuts connections, so that the task resolves the name again. */
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

  /** Cuts connections, so that the limit takes effect. */
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

  /** The hard limit stays unchanged, since raising it again needs privileges. */
  private static String mostDescriptors(long pid) throws IOException {
    try (var limits = Files.lines(Path.of("/proc/" + pid + "/limits"))) {
      return limits
          .filter(line -> line.startsWith("Max open files"))
          .map(line -> line.split("\\s+", -1)[4])
          .findFirst()
          .orElseThrow();
    }
  }

  /** The disk is visible in the task's mount namespace only. */
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
    CompletedCommand.outputOf(TIME_LIMIT, List.of(command));
  }
}
