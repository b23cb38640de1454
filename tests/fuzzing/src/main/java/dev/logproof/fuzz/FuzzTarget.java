package dev.logproof.fuzz;

import dev.logproof.fuzz.subject.CodecTarget;
import dev.logproof.fuzz.subject.ConfigTarget;
import dev.logproof.fuzz.subject.HandshakeTarget;
import dev.logproof.fuzz.subject.HttpTarget;
import dev.logproof.fuzz.subject.SpoolTarget;
import java.util.Locale;

/** Fuzzing targets; the lower-case name is the corpus. */
enum FuzzTarget {
  CODEC(CodecTarget.class, 1 << 16),
  CONFIG(ConfigTarget.class, 1 << 13),
  HTTP(HttpTarget.class, 1 << 14),
  HANDSHAKE(HandshakeTarget.class, 1 << 12),
  SPOOL(SpoolTarget.class, 1 << 13);

  private final Class<?> entry;
  private final int maxInputBytes;

  FuzzTarget(Class<?> entry, int maxInputBytes) {
    this.entry = entry;
    this.maxInputBytes = maxInputBytes;
  }

  FuzzRun.Subject subject() {
    return new FuzzRun.Subject(toString(), entry.getName(), maxInputBytes);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
