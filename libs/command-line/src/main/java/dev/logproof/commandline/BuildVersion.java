package dev.logproof.commandline;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version every {@code --version} prints and every result file carries. */
public final class BuildVersion implements IVersionProvider {
  /** The project's version, or {@code unpackaged} when run from classes. */
  public static String current() {
    return Optional.ofNullable(BuildVersion.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"logproof " + current() + " (Java " + Runtime.version() + ")"};
  }
}
