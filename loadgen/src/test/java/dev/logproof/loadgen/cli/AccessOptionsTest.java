package dev.logproof.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.Program;
import dev.logproof.forward.handshake.ClientIdentity;
import dev.logproof.loadgen.access.Access;
import dev.logproof.loadgen.access.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Tests secrets and contradictory options. */
class AccessOptionsTest {
  @TempDir Path directory;

  private static Access access(Map<String, String> environment, String... options) {
    CommandLine line = Program.commandLine(new LoadgenCommand(), environment);
    List<String> words = new ArrayList<>(List.of("run"));
    words.addAll(List.of(options));
    line.parseArgs(words.toArray(String[]::new));
    RunCommand command = line.getSubcommands().get("run").getCommand();
    return command.access.access();
  }

  @Test
  void usesPlainAccessWithoutOptions() {
    assertThat(access(Map.of())).isEqualTo(Access.PLAIN);
  }

  @Test
  void readsSecretsFromEnvironment() {
    Map<String, String> environment =
        Map.of("LOGPROOF_SHARED_KEY", "hush", "LOGPROOF_USER", "ann", "LOGPROOF_PASSWORD", "pass");
    assertThat(access(environment).credentials())
        .isEqualTo(new Credentials.SharedKey(new ClientIdentity("loadgen", "hush", "ann", "pass")));
  }

  @Test
  void readsSecretsFromFilesOnCommandLine() throws IOException {
    Path key = Files.writeString(directory.resolve("key"), "hush hush\n");
    Path password = Files.writeString(directory.resolve("password"), "pass");
    Access access =
        access(
            Map.of("LOGPROOF_SHARED_KEY", "another"),
            "--shared-key=" + key,
            "--user=ann",
            "--password=" + password);
    assertThat(access.credentials())
        .isEqualTo(
            new Credentials.SharedKey(new ClientIdentity("loadgen", "hush hush", "ann", "pass")));
    assertThat(access.toString()).doesNotContain("hush");
  }

  @ParameterizedTest
  @CsvSource({
    "--tls-cert=a --tls, --tls-key",
    "--tls-key=a --tls, --tls-cert",
    "--tls-insecure --tls-ca=a --tls, one of them",
    "--tls-insecure, without --tls",
    "--user=ann, --password",
    "--user=ann --password=pom.xml, without --shared-key",
    "--shared-key=/dev/null, empty",
    "--tls --tls-ca=pom.xml, pom.xml: no certificate in PEM",
  })
  void namesWhatMakesNoSense(String options, String expected) {
    assertThatThrownBy(() -> access(Map.of(), options.split(" ", -1)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(expected);
  }
}
