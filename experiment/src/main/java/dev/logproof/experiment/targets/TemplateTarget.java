package dev.logproof.experiment.targets;

import dev.logproof.experiment.process.ManagedProcess;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.task.AggregatorTask;
import dev.logproof.record.result.MeasuredTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A foreign aggregator, started as its template says. Immutable.
 *
 * @param directory of the template
 * @param version as the program prints it
 */
public record TemplateTarget(Template template, Path directory, String version) implements Target {
  private static final Duration READY = Duration.ofMinutes(2);

  @Override
  public MeasuredTarget description() {
    return new MeasuredTarget(
        template.name(), template.kind(), String.join(" ", template.command()), version);
  }

  @Override
  public AggregatorTask start(String name, TaskPlace place)
      throws StepFailedException, IOException, InterruptedException {
    Path work = Files.createDirectories(place.directory().resolve("tasks").resolve(name));
    int forwardPort = freePort();
    Placeholders values =
        TaskValues.of(
            place.launcher().exports(),
            template.program(),
            directory,
            work,
            forwardPort,
            freePort());
    for (String file : template.files()) {
      String text = Files.readString(directory.resolve(file));
      Path copy = work.resolve(Path.of(file).getFileName());
      Files.writeString(copy, values.fill(text, directory.resolve(file).toString()));
    }
    String where = Template.fileOf(directory).toString();
    Map<String, String> environment = new HashMap<>();
    template.environment().forEach((key, text) -> environment.put(key, values.fill(text, where)));
    List<String> command =
        template.command().stream().map(word -> values.fill(word, where)).toList();
    ManagedProcess process = place.launcher().foreign(name, command, environment, work);
    return AggregatorTask.awaitListening(process, forwardPort, place.supervisor(), READY);
  }

  /** Another program may take the port before the task does; the task then fails to start. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
