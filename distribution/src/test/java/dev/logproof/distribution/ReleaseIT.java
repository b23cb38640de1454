package dev.logproof.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.process.CompletedCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built archives, package and pages, as their users get them. */
class ReleaseIT {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Path HOME = Path.of(System.getProperty("logproof.home")).toAbsolutePath();
  private static final Path BUILT = HOME.resolve("distribution/target");
  private static final String VERSION = System.getProperty("logproof.version");
  private static final List<String> PROGRAMS =
      List.of(
          "aggregator",
          "capacity-plan",
          "experiment",
          "loadgen",
          "local-aws",
          "logproof",
          "report",
          "verify");

  @TempDir Path directory;
  private Path installed;

  @BeforeEach
  void unpack() throws IOException, InterruptedException {
    installed = directory.resolve("logproof-" + VERSION);
    output(
        "tar",
        "xzf",
        BUILT.resolve("logproof-" + VERSION + ".tar.gz").toString(),
        "-C",
        directory.toString());
  }

  private static String output(String... command) throws IOException, InterruptedException {
    return CompletedCommand.outputOf(LIMIT, List.of(command));
  }

  @Test
  void runsReadmePathWithoutMaven() throws Exception {
    Path script = directory.resolve("readme-path");
    Files.write(script, getClass().getResourceAsStream("/readme-path").readAllBytes());
    String text = output("sh", script.toString(), installed.toString(), directory.toString());
    assertThat(text).containsPattern("verdict +PASS").doesNotContain("building");
  }

  @Test
  void namesTheVersionInEachProgram() throws Exception {
    for (String program : PROGRAMS) {
      assertThat(output(installed.resolve("bin/" + program).toString(), "--version"))
          .startsWith("logproof " + VERSION + " ");
    }
  }

  @Test
  void documentsEachProgramInAManPage() throws Exception {
    Path pages = installed.resolve("share/man/man1");
    for (String program : PROGRAMS) {
      String name = program.equals("logproof") ? program : "logproof-" + program;
      assertThat(pages.resolve(name + ".1")).content().contains(".SH \"SYNOPSIS\"");
    }
    assertThat(pages.resolve("logproof-loadgen-run.1")).content().contains("\\-\\-rate");
  }

  @Test
  void completesCommandsAndOptionsInBash() throws Exception {
    Path script = installed.resolve("share/bash-completion/completions/logproof");
    String completed =
        output(
            "bash",
            "-c",
            "compopt() { :; }; source \"$0\"; COMP_WORDS=(logproof loadgen run --ra); COMP_CWORD=3;"
                + " _complete_logproof; echo \"${COMPREPLY[@]}\"",
            script.toString());
    assertThat(completed.strip()).isEqualTo("--rate");
  }

  @Test
  void sumsWhatIsPublished() throws Exception {
    String checked = output("sh", "-c", "cd \"$0\" && sha256sum -c SHA256SUMS", BUILT.toString());
    assertThat(checked.lines()).hasSize(4).allMatch(line -> line.endsWith(": OK"));
    assertThat(BUILT.resolve("logproof-" + VERSION + "-sbom.json"))
        .content()
        .contains("\"bomFormat\" : \"CycloneDX\"", "pkg:maven/io.netty/netty-handler@");
  }

  @Test
  void buildsTheSameBytesElsewhere() throws Exception {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    output(
        "sh",
        "-c",
        "cd \"$0\" && git ls-files -z --cached --others --exclude-standard"
            + " | xargs -0 cp --parents -P -t \"$1\"",
        HOME.toString(),
        elsewhere.toString());
    output(
        "sh",
        "-c",
        "cd \"$0\" && ./mvnw -B -q -ntp -Prelease -pl distribution -am package"
            + " -Dmaven.test.skip=true -Dspotless.check.skip -Dcheckstyle.skip </dev/null",
        elsewhere.toString());
    assertThat(Files.readString(elsewhere.resolve("distribution/target/SHA256SUMS"), UTF_8))
        .isEqualTo(Files.readString(BUILT.resolve("SHA256SUMS"), UTF_8));
  }
}
