package dev.logproof.aggregator.config;

import java.util.List;
import java.util.stream.Collectors;

/** An unusable configuration; the message says where it fails and what to write. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 2L;

  private final transient List<ConfigProblem> problems;

  /** Reports all problems, one per line of the message; there must be at least one. */
  public ConfigException(List<ConfigProblem> problems) {
    super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Returns every problem, in the order of the file. */
  public List<ConfigProblem> problems() {
    return problems;
  }

  /** Returns the file of the first problem as the user wrote it. */
  public String file() {
    return problems.get(0).file();
  }

  /** Returns the 1-based line of the first problem; 0 for the whole file. */
  public int line() {
    return problems.get(0).line();
  }
}
