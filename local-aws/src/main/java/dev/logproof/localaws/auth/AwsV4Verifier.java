package dev.logproof.localaws.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies Signature Version 4 of a POST to {@code /}, as JSON services use (AWS General Reference,
 * "Create a signed AWS API request"). Hashes the whole body. Thread-safe.
 *
 * @param service the only one whose requests are accepted
 * @param clock reference time for signatures
 */
public record AwsV4Verifier(String service, Credentials credentials, Supplier<Instant> clock) {
  private static final Duration MAX_SKEW = Duration.ofMinutes(5);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Returns the reference time for signatures. */
  public Instant now() {
    return clock.get();
  }

  /** Throws if the signature is invalid. */
  public void check(SignedRequest request) throws SignatureException {
    AuthorizationHeader header =
        AuthorizationHeader.parse(String.join(",", request.header("authorization")));
    if (!header.service().equals(service)) {
      throw invalid("Credential should be scoped to correct service: '" + service + "'. ");
    }
    if (!header.accessKeyId().equals(credentials.accessKeyId())) {
      throw new SignatureException(
          "UnrecognizedClientException", "The security token included in the request is invalid.");
    }
    String time = String.join(",", request.header("x-amz-date"));
    checkTime(time, header);
    String signature = sign(time, header, request);
    if (!MessageDigest.isEqual(signature.getBytes(UTF_8), header.signature().getBytes(UTF_8))) {
      throw invalid(
          "The request signature we calculated does not match the signature you provided. Check"
              + " your AWS Secret Access Key and signing method. Consult the service documentation"
              + " for details.");
    }
  }

  private void checkTime(String time, AuthorizationHeader header) throws SignatureException {
    Instant signed;
    try {
      signed = Instant.from(TIME.parse(time));
    } catch (DateTimeParseException e) {
      throw AuthorizationHeader.incomplete(
          "Authorization header requires existence of an 'X-Amz-Date' header of the form"
              + " YYYYMMDDTHHMMSSZ.");
    }
    Instant now = clock.get();
    if (Duration.between(signed, now).abs().compareTo(MAX_SKEW) > 0) {
      throw invalid(
          "Signature expired or not yet current: "
              + time
              + " is not within 5 min. of "
              + TIME.format(now));
    }
    if (!time.startsWith(header.date())) {
      throw invalid("Date in Credential scope does not match YYYYMMDD from X-Amz-Date.");
    }
  }

  private static SignatureException invalid(String message) {
    return new SignatureException("InvalidSignatureException", message);
  }

  private String sign(String time, AuthorizationHeader header, SignedRequest request) {
    String canonical = canonical(header.signedHeaders(), request);
    String toSign =
        AuthorizationHeader.ALGORITHM
            + "\n"
            + time
            + "\n"
            + header.scope()
            + "\n"
            + hex(sha256(ByteBuffer.wrap(canonical.getBytes(UTF_8))));
    byte[] key = ("AWS4" + credentials.secretAccessKey()).getBytes(UTF_8);
    for (String part : header.scope().split("/", -1)) {
      key = hmac(key, part);
    }
    return hex(hmac(key, toSign));
  }

  private static String canonical(List<String> signedHeaders, SignedRequest request) {
    StringBuilder canonical = new StringBuilder("POST\n/\n\n");
    for (String name : signedHeaders) {
      canonical.append(name).append(':').append(values(request.header(name))).append('\n');
    }
    canonical.append('\n').append(String.join(";", signedHeaders)).append('\n');
    return canonical.append(hex(sha256(request.body()))).toString();
  }

  private static String values(List<String> values) {
    return String.join(
        ",", values.stream().map(value -> value.strip().replaceAll(" +", " ")).toList());
  }

  private static byte[] sha256(ByteBuffer... pieces) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (ByteBuffer piece : pieces) {
        digest.update(piece);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
