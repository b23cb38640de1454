package dev.logproof.forward.handshake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes the handshake's digests as the protocol specifies. */
public final class HandshakeDigests {
  private HandshakeDigests() {}

  /**
   * Returns {@code hex(SHA-512(salt + hostname + nonce + key))}.
   *
   * @param salt from the client's {@link Ping}, also for the server's digest
   * @param hostname of the side that sends the digest
   */
  public static String sharedKey(Octets salt, String hostname, Octets nonce, String key) {
    return hex(salt.bytes(), hostname.getBytes(UTF_8), nonce.bytes(), key.getBytes(UTF_8));
  }

  /** Returns {@code hex(SHA-512(auth + user + password))}. */
  public static String password(Octets auth, String user, String password) {
    return hex(auth.bytes(), user.getBytes(UTF_8), password.getBytes(UTF_8));
  }

  /** Compares both digests in constant time. */
  public static boolean matches(String expected, String given) {
    return MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8));
  }

  private static String hex(byte[]... parts) {
    try {
      MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
      for (byte[] part : parts) {
        sha512.update(part);
      }
      return HexFormat.of().formatHex(sha512.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-512", e);
    }
  }
}
