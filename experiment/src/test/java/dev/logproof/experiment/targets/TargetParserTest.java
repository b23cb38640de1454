package dev.logproof.experiment.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.record.result.MeasuredTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of {@code --target}. */
class TargetParserTest {
  @TempDir Path temp;

  private TargetParser parser;

  @BeforeEach
  void createParser() throws IOException {
    Path programs = Files.createDirectory(temp.resolve("bin"));
    Path program = Files.writeString(programs.resolve("shipper"), "#!/bin/sh\necho shipper 7\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    parser = new TargetParser(temp, OwnTarget.builtIn(), "/absent:" + programs);
  }

  private Path template(String program, String needs) throws IOException {
    Path directory = Files.createDirectories(temp.resolve("shipper"));
    Files.writeString(
        directory.resolve("target.json"),
        """
        {"name": "shipper", "kind": "command", "program": "%s", "install": "apt install shipper",
         "needs": [%s], "command": ["@{program}", "-p", "@{forward_port}"],
         "version": ["%s/bin/shipper"], "environment": {}, "files": ["shipper.conf"]}
        """
            .formatted(program, needs, temp));
    Files.writeString(directory.resolve("shipper.conf"), "port @{forward_port}\n");
    return directory;
  }

  @Test
  void parsesOurs() {
    assertThat(parser.parse("ours").name()).isEqualTo(MeasuredTarget.OURS);
    assertThat(parser.parse("ours").isStartable()).isTrue();
  }

  @Test
  void readsTemplateWithVersionOfProgram() throws IOException {
    Target target = parser.parse("command:" + template("shipper", ""));
    assertThat(target.description())
        .isEqualTo(
            new MeasuredTarget("shipper", "command", "@{program} -p @{forward_port}", "shipper 7"));
  }

  @Test
  void givesTargetAnotherName() throws IOException {
    Path template = template("shipper", "");
    assertThat(parser.parse("tuned=command:" + template.resolve("target.json")).name())
        .isEqualTo("tuned");
  }

  @Test
  void readsRunningTasks() {
    Target target = parser.parse("address:10.0.0.7:24224,logs.example:24225");
    assertThat(target.runningTasks()).containsExactly("10.0.0.7:24224", "logs.example:24225");
    assertThat(target.isStartable()).isFalse();
    assertThat(target.name()).isEqualTo("address");
  }

  @Test
  void tellsHowToInstallMissingProgram() throws IOException {
    Path template = template("absent-shipper", "");
    assertRejected(
        "command:" + template,
        "--target shipper: program 'absent-shipper' is not installed: apt install shipper");
  }

  @Test
  void namesMissingFileOfTemplate() throws IOException {
    Path template = template("shipper", "\"node_modules\"");
    assertRejected(
        "command:" + template, template.resolve("node_modules") + " is missing: apt install");
  }

  @Test
  void rejectsMalformedTemplate() throws IOException {
    Path file = Files.writeString(temp.resolve("bad.json"), "{\"name\": \"x\"}");
    assertRejected("command:" + file, "not a Template");
  }

  @Test
  void rejectsUnknownForms() {
    assertRejected("logstash", "expected ours, fluentd");
    assertRejected("command:", "expected ours, fluentd");
    assertRejected("command:/absent", "/absent not found: expected a template");
    assertRejected("address:10.0.0.7", "'10.0.0.7' is not HOST:PORT");
    assertRejected("address:10.0.0.7:70000", "'10.0.0.7:70000' is not HOST:PORT");
  }

  @Test
  void rejectsEqualNames() {
    assertThatThrownBy(() -> parser.parseAll(List.of("address:a:1", "address:b:2")))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("a second target with the name address");
  }

  private void assertRejected(String text, String message) {
    assertThatThrownBy(() -> parser.parse(text))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(message);
  }
}
