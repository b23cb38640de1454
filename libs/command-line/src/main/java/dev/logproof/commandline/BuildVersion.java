package dev.logproof.commandline;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Version that {@code --version} prints and every result file contains. */
public final class BuildVersion implements IVersionProvider {
  /** Returns {@code unpackaged} when run from class files. */
  public static String current() {
    return Optional.ofNullable(BuildVersion.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"logproof " + current() + " (Java " + Runtime.version() + ")"};
  }
}
