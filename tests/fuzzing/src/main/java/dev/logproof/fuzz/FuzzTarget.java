package dev.logproof.fuzz;

import dev.logproof.fuzz.subject.CodecTarget;
import dev.logproof.fuzz.subject.ConfigTarget;
import dev.logproof.fuzz.subject.HandshakeTarget;
import dev.logproof.fuzz.subject.HttpTarget;
import dev.logproof.fuzz.subject.SpoolTarget;
import java.util.Locale;

/** Targets of the fuzzer; the lower-case name is the name of the corpus. */
enum FuzzTarget {
  /** Forward protocol decoder and transcoder. */
  CODEC(CodecTarget.class, 1 << 16),
  /** Parser of the configuration file. */
  CONFIG(ConfigTarget.class, 1 << 13),
  /** HTTP input. */
  HTTP(HttpTarget.class, 1 << 14),
  /** A client's response to HELO. */
  HANDSHAKE(HandshakeTarget.class, 1 << 12),
  /** Spool files that an earlier task left on disk. */
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
