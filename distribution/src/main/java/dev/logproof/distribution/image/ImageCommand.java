package dev.logproof.distribution.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Packs a root file system as an image: {@code ImageCommand ROOT DOCKERFILE NAME:TAG ARCHITECTURE
 * OUT}, the architecture by Go's name, such as {@code arm64}. The layers are what changes together:
 * Debian's packages, the Java runtime, logproof.
 */
public final class ImageCommand {
  private static final Path INSTALLED = Path.of("opt/logproof");
  private static final Path RUNTIME = INSTALLED.resolve("runtime");

  private ImageCommand() {}

  /** Writes the image. */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    ImageConfig config = ImageConfig.parse(Files.readAllLines(Path.of(arguments[1])));
    Path out = Path.of(arguments[4]);
    Path layers = Files.createTempDirectory(out.toAbsolutePath().getParent(), "layers");
    List<Layer> written =
        List.of(
            Layer.write(root, path -> !path.startsWith("opt"), layers.resolve("debian")),
            Layer.write(root, path -> path.startsWith(RUNTIME), layers.resolve("java")),
            Layer.write(root, ImageCommand::isProgram, layers.resolve("logproof")));
    ImageArchive.write(out, arguments[2], new ImageArchive.Content(arguments[3], config, written));
    for (Layer layer : written) {
      Files.delete(layer.file());
    }
    Files.delete(layers);
    System.out.printf("%s: %.1f MB%n", out.getFileName(), Files.size(out) / 1e6);
  }

  private static boolean isProgram(Path path) {
    return path.startsWith("opt") && !path.startsWith(RUNTIME);
  }
}
