package dev.logproof.distribution.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 digest in hexadecimal digits. */
record Digest(String hex) {
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static Digest of(MessageDigest complete) {
    return new Digest(HexFormat.of().formatHex(complete.digest()));
  }

  static Digest of(byte[] content) {
    MessageDigest digest = sha256();
    digest.update(content);
    return of(digest);
  }

  /** Path of the content in an image layout. */
  String blob() {
    return "blobs/sha256/" + hex;
  }

  @Override
  public String toString() {
    return "sha256:" + hex;
  }
}
