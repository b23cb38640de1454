package dev.logproof.distribution;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.process.CompletedCommand;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built images, read as registries do and run by a real Docker. */
class ImageIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final long MAX_BYTES = 120_000_000;
  private static final Path HOME = Path.of(System.getProperty("logproof.home")).toAbsolutePath();
  private static final Path SOURCE = HOME.resolve("distribution/src/main/image");
  private static final String VERSION = System.getProperty("logproof.version");
  private static final int SET_ID_BITS = 06000;
  private static final int STICKY_BIT = 01000;
  private static final int WRITABLE_BY_OTHERS = 02;

  private static final String FOREIGN = "arm64";
  private static final String QEMU = "qemu-aarch64-static";

  /** Machines in the head of a program (System V ABI, "ELF Header": e_machine). */
  private static final int ELF_X86_64 = 0x3e;

  private static final int ELF_AARCH64 = 0xb7;
  private static final int ELF_MACHINE = 18;
  private static final int ELF_HEAD_BYTES = 20;

  @TempDir Path directory;

  private static Path archive(String name) {
    return HOME.resolve("distribution/target/images/logproof-" + name + "-" + VERSION + ".tar");
  }

  @BeforeEach
  void requireImages() {
    assumeTrue(Files.exists(archive("aggregator")), "no images: built on Debian 12 with -Pimages");
  }

  /** Contents of the archive's small files, and of layers if {@code layers}. */
  private static Map<String, byte[]> contents(Path archive, boolean layers) throws IOException {
    Map<String, byte[]> contents = new HashMap<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(archive))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (layers || entry.getSize() < 100_000) {
          contents.put(entry.getName(), tar.readAllBytes());
        }
      }
    }
    return contents;
  }

  private static JsonNode config(Map<String, byte[]> contents) throws IOException {
    JsonNode manifest = new ObjectMapper().readTree(contents.get("manifest.json")).get(0);
    return new ObjectMapper().readTree(contents.get(manifest.path("Config").asText()));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"aggregator", "toolkit"})
  void isSmall(String name) throws IOException {
    assertThat(Files.size(archive(name))).isLessThan(MAX_BYTES);
    if (Files.exists(foreign(name))) {
      assertThat(Files.size(foreign(name))).isLessThan(MAX_BYTES);
    }
  }

  /** An image for another architecture, which the JDK of some builds cannot make. */
  private static Path foreign(String name) {
    String own = archive(name).toString();
    return Path.of(own.replace(".tar", "-" + FOREIGN + ".tar"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"aggregator", "toolkit"})
  void holdsProgramsOfItsArchitecture(String name) throws IOException {
    assumeTrue(Files.exists(foreign(name)), "no image for " + FOREIGN);
    assertThat(architectures(archive(name))).isEqualTo(Map.of("amd64", List.of(ELF_X86_64)));
    assertThat(architectures(foreign(name))).isEqualTo(Map.of(FOREIGN, List.of(ELF_AARCH64)));
  }

  /** The architecture that the configuration states, and all machines of the programs within. */
  private static Map<String, List<Integer>> architectures(Path archive) throws IOException {
    Map<String, byte[]> contents = contents(archive, true);
    Set<Integer> machines = new TreeSet<>();
    JsonNode manifest = new ObjectMapper().readTree(contents.get("manifest.json")).get(0);
    for (String layer : texts(manifest.path("Layers"))) {
      try (TarArchiveInputStream tar = layer(contents.get(layer))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          byte[] head = tar.readNBytes(ELF_HEAD_BYTES);
          if (head.length == ELF_HEAD_BYTES
              && head[0] == 0x7f
              && head[1] == 'E'
              && head[2] == 'L') {
            machines.add((int) ByteBuffer.wrap(head).order(LITTLE_ENDIAN).getShort(ELF_MACHINE));
          }
        }
      }
    }
    return Map.of(config(contents).path("architecture").asText(), List.copyOf(machines));
  }

  private static TarArchiveInputStream layer(byte[] layer) throws IOException {
    return new TarArchiveInputStream(
        new GzipCompressorInputStream(new ByteArrayInputStream(layer)));
  }

  /** The result that an engine would build from the Dockerfile beside it. */
  @Test
  void hasConfigurationOfDockerfile() throws IOException {
    JsonNode config = config(contents(archive("aggregator"), false)).path("config");
    List<String> environment = texts(config.path("Env"));
    List<String> triggers = texts(config.path("OnBuild"));
    List<String> dockerfile = Files.readAllLines(SOURCE.resolve("Dockerfile.aggregator"));
    assertThat(values(dockerfile, "ENV ")).isEqualTo(environment).hasSize(4);
    assertThat(values(dockerfile, "ONBUILD ")).isEqualTo(triggers).hasSize(2);
    assertThat(values(dockerfile, "USER ")).containsExactly(config.path("User").asText());
    assertThat(values(dockerfile, "ENTRYPOINT "))
        .containsExactly(config.path("Entrypoint").toString());
    assertThat(values(dockerfile, "CMD ")).containsExactly(config.path("Cmd").toString());
    assertThat(config.path("User").asText()).isEqualTo("fluent");
    assertThat(environment).contains("FLUENTD_CONF=fluent.conf", "FLUENTD_OPT=");
  }

  private static List<String> values(List<String> dockerfile, String instruction) {
    return dockerfile.stream()
        .filter(line -> line.startsWith(instruction))
        .map(line -> line.substring(instruction.length()))
        .toList();
  }

  @Test
  void holdsNothingThatItsUserMayChangeOutsideItsDirectory() throws IOException {
    Map<String, byte[]> contents = contents(archive("aggregator"), true);
    List<String> paths = new ArrayList<>();
    JsonNode manifest = new ObjectMapper().readTree(contents.get("manifest.json")).get(0);
    for (String layer : texts(manifest.path("Layers"))) {
      for (TarArchiveEntry entry : entries(contents.get(layer))) {
        paths.add(entry.getName());
        boolean own = entry.getName().startsWith("fluentd/");
        assertThat(entry.getLongUserId()).as(entry.getName()).isEqualTo(own ? 999 : 0);
        assertThat(entry.getMode() & SET_ID_BITS).as(entry.getName()).isZero();
        boolean shared = entry.isDirectory() && (entry.getMode() & STICKY_BIT) != 0;
        if (!entry.isSymbolicLink() && !shared) {
          assertThat(entry.getMode() & WRITABLE_BY_OTHERS).as(entry.getName()).isZero();
        }
      }
    }
    assertThat(paths)
        .doesNotHaveDuplicates()
        .contains(
            "fluentd/etc/fluent.conf",
            "fluentd/plugins/",
            "usr/bin/curl",
            "usr/bin/sh",
            "etc/ssl/certs/ca-certificates.crt",
            "opt/logproof/runtime/bin/java",
            "var/lib/dpkg/status.d/libc6");
  }

  private static List<TarArchiveEntry> entries(byte[] layer) throws IOException {
    List<TarArchiveEntry> entries = new ArrayList<>();
    try (TarArchiveInputStream tar = layer(layer)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** The launcher reads the memory limit, and native libraries need no writable directory. */
  @Test
  void servesAndDrainsInDockerWithReadOnlyRootAndLittleMemory() throws Exception {
    assumeTrue(
        CompletedCommand.run(LIMIT, List.of("sh", "-c", "test $(id -u) = 0 && command -v dockerd"))
            .succeeded(),
        "no root, or no dockerd");
    Path script = directory.resolve("run-image");
    Files.write(script, getClass().getResourceAsStream("/run-image").readAllBytes());
    String text =
        CompletedCommand.outputOf(
            LIMIT,
            List.of(
                "sh",
                script.toString(),
                archive("aggregator").toString(),
                "logproof-aggregator:" + VERSION,
                Files.createDirectory(directory.resolve("docker")).toString()));
    assumeTrue(!text.startsWith("no docker"), text);
    assertThat(text)
        .contains(
            "healthy: 0",
            "uid=999(fluent)",
            "delivering for 58000 ms at most",
            "accounting: received=1 delivered=1 rejected=0 pending=0",
            "exit code: 0")
        .doesNotContain("cannot use the spool");
  }

  @Test
  void servesAndDrainsOnAnotherArchitecture() throws Exception {
    assumeTrue(Files.exists(foreign("aggregator")), "no image for " + FOREIGN);
    assumeTrue(
        CompletedCommand.run(LIMIT, List.of("sh", "-c", "command -v " + QEMU)).succeeded(),
        "no " + QEMU + " (Debian: qemu-user-static)");
    Path script = directory.resolve("run-foreign");
    Files.write(script, getClass().getResourceAsStream("/run-foreign").readAllBytes());
    Path root = foreign("aggregator").resolveSibling(FOREIGN).resolve("aggregator/root");
    String text =
        CompletedCommand.outputOf(
            LIMIT, List.of("sh", script.toString(), QEMU, root.toString(), directory.toString()));
    assertThat(text)
        .contains(
            "healthy: 0",
            "accounting: received=1 delivered=1 rejected=0 pending=0",
            "exit code: 0");
  }
}
