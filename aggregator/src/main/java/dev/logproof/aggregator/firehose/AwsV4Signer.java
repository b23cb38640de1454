package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Signs JSON requests, POST to {@code /}, with AWS Signature Version 4 ("Create a signed AWS API
 * request"). Builds the head once per second and only fills in digests per request, which avoids
 * garbage and leaves little code to compile when a task starts under load. Used by one thread at a
 * time.
 */
final class AwsV4Signer {
  static final String CONTENT_TYPE = "application/x-amz-json-1.1";

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String MAC = "HmacSHA256";
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DAY_LETTERS = 8;
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(US_ASCII);

  private static final String DIGEST = "#".repeat(64);

  private final String host;
  private final String target;
  private final String region;
  private final String service;
  private final MessageDigest sha256;
  private final Mac mac;
  private HeaderForm canonical = new HeaderForm("");
  private HeaderForm toSign = new HeaderForm("");
  private HeaderForm headers = new HeaderForm("");

  /** Text with the positions of its first and last digest. */
  private static final class HeaderForm {
    private final byte[] text;
    private final int first;
    private final int last;

    HeaderForm(String text) {
      this.text = text.getBytes(UTF_8);
      this.first = text.indexOf(DIGEST);
      this.last = text.lastIndexOf(DIGEST);
    }

    void fill(int at, byte[] digest) {
      for (int i = 0; i < digest.length; i++) {
        text[at + 2 * i] = DIGITS[digest[i] >> 4 & 0xf];
        text[at + 2 * i + 1] = DIGITS[digest[i] & 0xf];
      }
    }
  }

  /** Takes the values of the {@code Host} and {@code X-Amz-Target} headers. */
  AwsV4Signer(String host, String target, String region, String service) {
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

  /** Sets the date and credentials of the following requests. */
  void begin(AwsCredentialsIdentity credentials, Instant now) {
    String date = SECONDS.format(now);
    String day = date.substring(0, DAY_LETTERS);
    String token = token(credentials);
    String scope = day + "/" + region + "/" + service + "/aws4_request";
    String signed =
        "content-type;host;x-amz-content-sha256;x-amz-date;"
            + (token.isEmpty() ? "" : "x-amz-security-token;")
            + "x-amz-target";
    canonical = new HeaderForm(canonical(date, token, signed));
    toSign = new HeaderForm(ALGORITHM + "\n" + date + "\n" + scope + "\n" + DIGEST);
    String authorization =
        "Authorization: %s Credential=%s/%s, SignedHeaders=%s, Signature=%s\r\n"
            .formatted(ALGORITHM, credentials.accessKeyId(), scope, signed, DIGEST);
    headers = new HeaderForm(plainHeaders(date, token) + authorization);
    use(("AWS4" + credentials.secretAccessKey()).getBytes(UTF_8));
    for (String part : new String[] {day, region, service, "aws4_request"}) {
      use(mac.doFinal(part.getBytes(UTF_8)));
    }
  }

  private String canonical(String date, String token, String signed) {
    return "POST\n/\n\ncontent-type:%s\nhost:%s\nx-amz-content-sha256:%s\nx-amz-date:%s\n"
            .formatted(CONTENT_TYPE, host, DIGEST, date)
        + (token.isEmpty() ? "" : "x-amz-security-token:" + token + "\n")
        + "x-amz-target:%s\n\n%s\n%s".formatted(target, signed, DIGEST);
  }

  private String plainHeaders(String date, String token) {
    return "Host: %s\r\nContent-Type: %s\r\nX-Amz-Target: %s\r\nX-Amz-Date: %s\r\n"
            .formatted(host, CONTENT_TYPE, target, date)
        + (token.isEmpty() ? "" : "X-Amz-Security-Token: " + token + "\r\n")
        + "X-Amz-Content-Sha256: "
        + DIGEST
        + "\r\n";
  }

  /** Returns the token of temporary credentials; "" for others. */
  private static String token(AwsCredentialsIdentity credentials) {
    return credentials instanceof AwsSessionCredentialsIdentity session
        ? session.sessionToken()
        : "";
  }

  private void use(byte[] key) {
    try {
      mac.init(new SecretKeySpec(key, MAC));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that " + MAC + " does not take", e);
    }
  }

  /** Returns the signed header lines, valid until the next call. */
  byte[] headers(RequestBody body) {
    byte[] digest = body.digest();
    canonical.fill(canonical.first, digest);
    canonical.fill(canonical.last, digest);
    headers.fill(headers.first, digest);
    toSign.fill(toSign.last, sha256.digest(canonical.text));
    headers.fill(headers.last, mac.doFinal(toSign.text));
    return headers.text;
  }
}
