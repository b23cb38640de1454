package dev.logproof.aggregator.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * The body of a PutRecordBatch request (AWS JSON 1.1), written once into the memory it is signed
 * and sent from. Kept for further requests and never shrunk, so that a request allocates nothing of
 * its size. Used by one thread at a time.
 */
final class RequestBody {
  private static final byte[] BEFORE_DATA = "{\"Data\":\"".getBytes(US_ASCII);
  private static final byte[] AFTER_DATA = "\"},".getBytes(US_ASCII);
  private static final byte[] END = "]}".getBytes(US_ASCII);

  private final byte[] begin;
  private byte[] bytes = new byte[0];
  private int size;

  /** For requests to {@code deliveryStreamName}, of Firehose's letters: {@code [a-zA-Z0-9_.-]+}. */
  RequestBody(String deliveryStreamName) {
    begin =
        ("{\"DeliveryStreamName\":\"" + deliveryStreamName + "\",\"Records\":[").getBytes(US_ASCII);
  }

  /** Becomes the request for {@code batch}, which holds at least one record. */
  void write(RecordBatch batch) {
    reserve(batch);
    size = 0;
    append(begin);
    for (int position = 0; position < batch.size(); position++) {
      append(BEFORE_DATA);
      size =
          Base64Encoding.encode(
              batch.content(position), batch.start(position), batch.end(position), bytes, size);
      append(AFTER_DATA);
    }
    size--;
    append(END);
  }

  private void reserve(RecordBatch batch) {
    long frame = (long) batch.size() * (BEFORE_DATA.length + AFTER_DATA.length);
    int needed = Math.toIntExact(begin.length + frame + batch.base64Bytes() + END.length);
    if (bytes.length < needed) {
      bytes = new byte[needed + needed / 8];
    }
  }

  private void append(byte[] part) {
    System.arraycopy(part, 0, bytes, size, part.length);
    size += part.length;
  }

  /** Its length. */
  int size() {
    return size;
  }

  /** Reads it from its beginning. */
  InputStream open() {
    return new ByteArrayInputStream(bytes, 0, size);
  }
}
