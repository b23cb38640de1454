package dev.logproof.distribution;

import dev.logproof.commandline.Program;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes a man page per command, as AsciiDoc, and completion for bash and zsh, from the programs'
 * own options.
 */
public final class CommandPages {
  private static final String NAME = "logproof";

  /** zsh loads completion by the name of its function, and runs bash's through its own module. */
  private static final String ZSH =
      """
      #compdef logproof
      autoload -U +X bashcompinit && bashcompinit
      source "${${(%%):-%%x}:A:h}/../../bash-completion/completions/logproof"
      _bash_complete -o nospace -o default -F _complete_logproof "$@"
      """;

  private CommandPages() {}

  /** Arguments: directory of the AsciiDoc pages, and {@code share} of the installation. */
  public static void main(String... arguments) throws IOException {
    Path pages = Path.of(arguments[0]);
    Path share = Path.of(arguments[1]);
    CommandLine line = Program.commandLine(new LogproofCommand(), Map.of());
    int exitCode =
        ManPageGenerator.generateManPage(
            Files.createDirectories(pages).toFile(),
            null,
            new boolean[0],
            false,
            line.getCommandSpec());
    if (exitCode != CommandLine.ExitCode.OK) {
      throw new IOException("cannot write the man pages to " + pages);
    }
    withoutJavaVersion(pages);
    write(share.resolve("bash-completion/completions/" + NAME), AutoComplete.bash(NAME, line));
    write(share.resolve("zsh/site-functions/_" + NAME), ZSH.formatted());
  }

  /** The version of logproof alone, so that any JDK makes the same pages. */
  private static void withoutJavaVersion(Path pages) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(pages, "*.adoc")) {
      for (Path file : files) {
        Files.writeString(file, Files.readString(file).replaceAll(" \\(Java [^)]*\\)", ""));
      }
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
