package dev.logproof.aggregator.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * The body of a PutRecordBatch request (AWS JSON 1.1), written once into the memory it is signed
 * and sent from. Kept for further requests and never shrunk, so that a request allocates nothing of
 * its size. Used by one thread at a time.
 */
final class RequestBody {
  private static final byte[] BEFORE_DATA = "{\"Data\":\"".getBytes(US_ASCII);
  private static final byte[] AFTER_DATA = "\"},".getBytes(US_ASCII);
  private static final byte[] END = "]}".getBytes(US_ASCII);

  /** Before the body, for a head to be sent in the same write. */
  private static final int HEAD_ROOM_BYTES = 8 * 1024;

  private final byte[] begin;
  private byte[] bytes = new byte[HEAD_ROOM_BYTES];
  private int end = HEAD_ROOM_BYTES;

  /** For requests to {@code deliveryStreamName}, of Firehose's letters: {@code [a-zA-Z0-9_.-]+}. */
  RequestBody(String deliveryStreamName) {
    begin =
        ("{\"DeliveryStreamName\":\"" + deliveryStreamName + "\",\"Records\":[").getBytes(US_ASCII);
  }

  /** Becomes the request for {@code batch}, which holds at least one record. */
  void write(RecordBatch batch) {
    reserve(batch);
    end = HEAD_ROOM_BYTES;
    append(begin);
    for (int position = 0; position < batch.size(); position++) {
      append(BEFORE_DATA);
      end =
          Base64Encoding.encode(
              batch.content(position), batch.start(position), batch.end(position), bytes, end);
      append(AFTER_DATA);
    }
    end--;
    append(END);
  }

  private void reserve(RecordBatch batch) {
    long frame = (long) batch.size() * (BEFORE_DATA.length + AFTER_DATA.length);
    int needed =
        Math.toIntExact(HEAD_ROOM_BYTES + begin.length + frame + batch.base64Bytes() + END.length);
    if (bytes.length < needed) {
      bytes = new byte[needed + needed / 8];
    }
  }

  private void append(byte[] part) {
    System.arraycopy(part, 0, bytes, end, part.length);
    end += part.length;
  }

  /** Its length. */
  int size() {
    return end - HEAD_ROOM_BYTES;
  }

  /** Reads it from its beginning. */
  InputStream open() {
    return new ByteArrayInputStream(bytes, HEAD_ROOM_BYTES, size());
  }

  /** Its digest by {@code algorithm}. */
  byte[] digest(MessageDigest algorithm) {
    algorithm.update(bytes, HEAD_ROOM_BYTES, size());
    return algorithm.digest();
  }

  /** Writes it to {@code out} behind {@code head}, in one piece when that has room before it. */
  void writeTo(OutputStream out, byte[] head) throws IOException {
    int start = HEAD_ROOM_BYTES - head.length;
    if (start >= 0) {
      System.arraycopy(head, 0, bytes, start, head.length);
      out.write(bytes, start, end - start);
    } else {
      out.write(head);
      out.write(bytes, HEAD_ROOM_BYTES, size());
    }
  }
}
