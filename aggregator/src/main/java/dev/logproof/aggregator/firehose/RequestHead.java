package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.time.Instant;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Builds the signed heads of the requests of one thread. Confined to it. */
public final class RequestHead {
  private static final byte[] LENGTH = "Content-Length: ".getBytes(US_ASCII);
  private static final byte[] END = "\r\n\r\n".getBytes(US_ASCII);

  private final byte[] begin;
  private final AwsV4Signer signature;
  private final CurrentCredentials credentials;
  private final SkewAdjustedClock clock;
  private long signedSecond = Long.MIN_VALUE;

  /** Signs requests to {@code access}. */
  public RequestHead(
      ServiceAccess access, CurrentCredentials credentials, SkewAdjustedClock clock) {
    this.begin =
        ("POST / HTTP/1.1\r\nUser-Agent: " + access.userAgent() + "\r\n").getBytes(US_ASCII);
    this.signature =
        new AwsV4Signer(
            access.hostHeader(),
            access.service().target(),
            access.region(),
            access.service().signingName());
    this.credentials = credentials;
    this.clock = clock;
  }

  byte[] of(RequestBody body) throws IOException {
    Instant now = clock.now();
    if (now.getEpochSecond() != signedSecond) {
      signature.begin(credentials.get(), now);
      signedSecond = now.getEpochSecond();
    }
    byte[] signed = signature.headers(body);
    byte[] length = Integer.toString(body.size()).getBytes(US_ASCII);
    byte[] head =
        new byte[begin.length + signed.length + LENGTH.length + length.length + END.length];
    int at = 0;
    for (byte[] part : new byte[][] {begin, signed, LENGTH, length, END}) {
      System.arraycopy(part, 0, head, at, part.length);
      at += part.length;
    }
    return head;
  }

  /** Learns the service's time from a response. */
  void learn(SdkHttpResponse response) {
    clock.learn(response);
  }
}
