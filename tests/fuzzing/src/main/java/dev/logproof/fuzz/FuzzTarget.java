package dev.logproof.fuzz;

import dev.logproof.fuzz.subject.CodecTarget;
import dev.logproof.fuzz.subject.ConfigTarget;
import dev.logproof.fuzz.subject.HandshakeTarget;
import dev.logproof.fuzz.subject.HttpTarget;
import dev.logproof.fuzz.subject.SpoolTarget;
import java.util.Locale;

/** What can be fuzzed; the name in lower case is that of its corpus. */
enum FuzzTarget {
  /** The forward protocol and the transcoder. */
  CODEC(CodecTarget.class, 1 << 16),
  /** The configuration file. */
  CONFIG(ConfigTarget.class, 1 << 13),
  /** The HTTP input. */
  HTTP(HttpTarget.class, 1 << 14),
  /** What a client answers to HELO. */
  HANDSHAKE(HandshakeTarget.class, 1 << 12),
  /** Files that an earlier task left on the disk. */
  SPOOL(SpoolTarget.class, 1 << 13);

  private final Class<?> entry;
  private final int maxInputBytes;

  FuzzTarget(Class<?> entry, int maxInputBytes) {
    this.entry = entry;
    this.maxInputBytes = maxInputBytes;
  }

  /** The class with the entry, and the size of its inputs. */
  FuzzRun.Subject subject() {
    return new FuzzRun.Subject(toString(), entry.getName(), maxInputBytes);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
