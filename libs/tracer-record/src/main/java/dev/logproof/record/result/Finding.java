package dev.logproof.record.result;

import java.util.List;

/** Something that an experiment found of one target. */
public interface Finding {
  /** Name of the target. */
  String target();

  /** Those of {@code target}, in their order. */
  static <T extends Finding> List<T> of(List<T> findings, String target) {
    return findings.stream().filter(finding -> finding.target().equals(target)).toList();
  }

  /** Those of one kind, in their order. */
  static <T extends Finding> List<T> ofKind(List<? extends Finding> findings, Class<T> kind) {
    return findings.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
