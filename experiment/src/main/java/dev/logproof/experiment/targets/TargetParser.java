package dev.logproof.experiment.targets;

import dev.logproof.commandline.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses values of {@code --target}. Immutable.
 *
 * @param home installation with the ready-made templates
 * @param own the target {@code ours}
 * @param searchPath value of {@code PATH}
 */
public record TargetParser(Path home, OwnTarget own, String searchPath) {
  /** Templates in {@code examples/targets}. */
  private static final Set<String> READY_MADE = Set.of("fluentd", "fluent-bit", "vector", "node");

  private static final Pattern FORM =
      Pattern.compile("(?:([a-z0-9][a-z0-9-]*)=)?([a-z-]+)(?::(.+))?");
  private static final Pattern ADDRESS = Pattern.compile("(\\S+):(\\d{1,5})");
  private static final int MAX_PORT = 65_535;
  private static final long VERSION_SECONDS = 20;

  /** Parses all values; names must differ. */
  public List<Target> parseAll(List<String> texts) {
    List<Target> targets = new ArrayList<>();
    for (String text : texts) {
      Target target = parse(text);
      if (targets.stream().anyMatch(other -> other.name().equals(target.name()))) {
        throw CommandFailure.badInput(
            "--target "
                + text
                + ": a second target with the name "
                + target.name()
                + "; expected another name, such as other="
                + text);
      }
      targets.add(target);
    }
    return List.copyOf(targets);
  }

  /** Parses {@code [NAME=]KIND[:VALUE]}. */
  Target parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw unexpected(text);
    }
    String name = matcher.group(1) == null ? "" : matcher.group(1);
    String kind = matcher.group(2);
    String value = matcher.group(3) == null ? "" : matcher.group(3);
    if (value.isEmpty() && kind.equals("ours") && name.isEmpty()) {
      return own;
    }
    if (value.isEmpty() && READY_MADE.contains(kind)) {
      return template(home.resolve("examples/targets").resolve(kind), name);
    }
    if (!value.isEmpty() && kind.equals("command")) {
      return template(Path.of(value).toAbsolutePath(), name);
    }
    if (!value.isEmpty() && kind.equals("address")) {
      return new AddressTarget(name.isEmpty() ? "address" : name, addresses(value, text));
    }
    throw unexpected(text);
  }

  private Target template(Path path, String name) {
    Template read = Template.read(path);
    Template template =
        name.isEmpty()
            ? read
            : new Template(
                name,
                read.kind(),
                read.program(),
                read.install(),
                read.needs(),
                read.command(),
                read.version(),
                read.environment(),
                read.files());
    Path file = Template.fileOf(path).toAbsolutePath();
    Path directory = Optional.ofNullable(file.getParent()).orElse(file);
    template.requireInstalled(directory, searchPath);
    return new TemplateTarget(template, directory, version(template.version(), directory));
  }

  private static List<String> addresses(String value, String text) {
    List<String> addresses = List.of(value.split(",", -1));
    for (String address : addresses) {
      Matcher matcher = ADDRESS.matcher(address);
      if (!matcher.matches()
          || Integer.parseInt(matcher.group(2)) < 1
          || Integer.parseInt(matcher.group(2)) > MAX_PORT) {
        throw CommandFailure.badInput(
            "--target " + text + ": '" + address + "' is not HOST:PORT, such as 10.0.0.7:24224");
      }
    }
    return addresses;
  }

  /** First line that the command prints; empty when it fails. */
  private static String version(List<String> command, Path directory) {
    if (command.isEmpty()) {
      return "";
    }
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .start();
      boolean ended = process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
        return "";
      }
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.exitValue() == 0 ? output.lines().findFirst().orElse("") : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static CommandFailure unexpected(String text) {
    return CommandFailure.badInput(
        "--target "
            + text
            + ": expected ours, fluentd, fluent-bit, vector, node, command:TEMPLATE or"
            + " address:HOST:PORT[,HOST:PORT...], each with NAME= in front if it is to have"
            + " another name");
  }
}
