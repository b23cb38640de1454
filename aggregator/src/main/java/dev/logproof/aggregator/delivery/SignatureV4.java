package dev.logproof.aggregator.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Signature Version 4 of one kind of request (AWS Signature Version 4, "Create a signed AWS API
 * request"): POST to {@code /} with a body of JSON. The SDK's signer does the same for any request
 * and leaves thirty times the garbage, which at 500 lines a request is a sixth of the lines' own
 * bytes; a test holds the two against each other. Keeps the key of the day. Used by one thread at a
 * time.
 */
final class SignatureV4 {
  static final String CONTENT_TYPE = "application/x-amz-json-1.1";

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String MAC = "HmacSHA256";
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DAY_LETTERS = 8;

  private final String host;
  private final String target;
  private final String region;
  private final String service;
  private final MessageDigest sha256;
  private final Mac mac;
  private String keyOf = "";
  private SecretKeySpec dayKey = new SecretKeySpec(new byte[1], MAC);

  /**
   * For requests to {@code host}.
   *
   * @param host as the header of that name has it
   * @param target the operation, as {@code X-Amz-Target} has it
   */
  SignatureV4(String host, String target, String region, String service) {
    this.host = host;
    this.target = target;
    this.region = region;
    this.service = service;
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
      this.mac = Mac.getInstance(MAC);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256 and " + MAC, e);
    }
  }

  /**
   * The header lines that carry the signature, and those that are signed, each with its line end.
   */
  String headers(RequestBody body, AwsCredentialsIdentity credentials, Instant now) {
    String date = SECONDS.format(now);
    String bodyHash = hex(body.digest(sha256));
    Optional<String> token = token(credentials);
    String tokenLine = token.map(it -> "x-amz-security-token:" + it + "\n").orElse("");
    String signed =
        "content-type;host;x-amz-content-sha256;x-amz-date;"
            + (token.isPresent() ? "x-amz-security-token;" : "")
            + "x-amz-target";
    String canonical =
        "POST\n/\n\ncontent-type:"
            + CONTENT_TYPE
            + "\nhost:"
            + host
            + "\nx-amz-content-sha256:"
            + bodyHash
            + "\nx-amz-date:"
            + date
            + "\n"
            + tokenLine
            + "x-amz-target:"
            + target
            + "\n\n"
            + signed
            + "\n"
            + bodyHash;
    String scope = date.substring(0, DAY_LETTERS) + "/" + region + "/" + service + "/aws4_request";
    String toSign = ALGORITHM + "\n" + date + "\n" + scope + "\n" + hex(digest(canonical));
    return "Host: "
        + host
        + "\r\nContent-Type: "
        + CONTENT_TYPE
        + "\r\nX-Amz-Target: "
        + target
        + "\r\nX-Amz-Content-Sha256: "
        + bodyHash
        + "\r\nX-Amz-Date: "
        + date
        + token.map(it -> "\r\nX-Amz-Security-Token: " + it).orElse("")
        + "\r\nAuthorization: "
        + ALGORITHM
        + " Credential="
        + credentials.accessKeyId()
        + "/"
        + scope
        + ", SignedHeaders="
        + signed
        + ", Signature="
        + hex(hmac(key(credentials, date.substring(0, DAY_LETTERS)), toSign))
        + "\r\n";
  }

  private static Optional<String> token(AwsCredentialsIdentity credentials) {
    return credentials instanceof AwsSessionCredentialsIdentity session
        ? Optional.of(session.sessionToken())
        : Optional.empty();
  }

  private byte[] digest(String text) {
    return sha256.digest(text.getBytes(UTF_8));
  }

  /** The signing key, which changes with the day and the credentials. */
  private SecretKeySpec key(AwsCredentialsIdentity credentials, String day) {
    String of = day + credentials.secretAccessKey();
    if (!of.equals(keyOf)) {
      SecretKeySpec key =
          new SecretKeySpec(("AWS4" + credentials.secretAccessKey()).getBytes(UTF_8), MAC);
      for (String part : new String[] {day, region, service, "aws4_request"}) {
        key = new SecretKeySpec(hmac(key, part), MAC);
      }
      dayKey = key;
      keyOf = of;
    }
    return dayKey;
  }

  private byte[] hmac(SecretKeySpec key, String text) {
    try {
      mac.init(key);
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that " + MAC + " does not take", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
