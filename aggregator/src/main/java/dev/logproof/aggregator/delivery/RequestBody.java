package dev.logproof.aggregator.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * A PutRecordBatch request (AWS JSON 1.1), its body written once into the memory outside the heap
 * that it is signed and sent from. Kept for further requests and never shrunk, so that a request
 * allocates nothing of its size. Used by one thread at a time, and by the connection while that
 * sends it.
 */
final class RequestBody {
  private static final byte[] BEFORE_DATA = "{\"Data\":\"".getBytes(US_ASCII);
  private static final byte[] AFTER_DATA = "\"},".getBytes(US_ASCII);
  private static final byte[] END = "]}".getBytes(US_ASCII);

  /** Before the body, for a head to be sent in the same write. */
  private static final int HEAD_ROOM_BYTES = 16 * 1024;

  private static final int DIGEST_STEP_BYTES = 8 * 1024;

  private final ByteBufAllocator allocator;
  private final byte[] begin;

  /** Where the JDK's digest looks at bytes, which would make an array of its own each time. */
  private final byte[] digested = new byte[DIGEST_STEP_BYTES];

  private ByteBuf memory;
  private ByteBuffer bytes;
  private int end;

  /** For requests to {@code deliveryStreamName}, of Firehose's letters: {@code [a-zA-Z0-9_.-]+}. */
  RequestBody(ByteBufAllocator allocator, String deliveryStreamName) {
    this.allocator = allocator;
    this.begin =
        ("{\"DeliveryStreamName\":\"" + deliveryStreamName + "\",\"Records\":[").getBytes(US_ASCII);
    this.memory = allocator.directBuffer(HEAD_ROOM_BYTES, HEAD_ROOM_BYTES);
    this.bytes = memory.nioBuffer(0, HEAD_ROOM_BYTES);
    this.end = HEAD_ROOM_BYTES;
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
    if (bytes.capacity() < needed) {
      int reserved = needed + needed / 8;
      memory.release();
      memory = allocator.directBuffer(reserved, reserved);
      bytes = memory.nioBuffer(0, reserved);
    }
  }

  private void append(byte[] part) {
    bytes.put(end, part);
    end += part.length;
  }

  /** Its length. */
  int size() {
    return end - HEAD_ROOM_BYTES;
  }

  /** Its digest by {@code algorithm}. */
  byte[] digest(MessageDigest algorithm) {
    for (int at = HEAD_ROOM_BYTES; at < end; at += DIGEST_STEP_BYTES) {
      int step = Math.min(DIGEST_STEP_BYTES, end - at);
      bytes.get(at, digested, 0, step);
      algorithm.update(digested, 0, step);
    }
    return algorithm.digest();
  }

  /**
   * The whole request, for as long as it is not written anew; to be released by who gets it.
   *
   * @param head at most 16 KiB
   * @throws IOException when it is longer
   */
  ByteBuf behind(byte[] head) throws IOException {
    int start = HEAD_ROOM_BYTES - head.length;
    if (start < 0) {
      throw new IOException("a head of more than " + HEAD_ROOM_BYTES + " bytes");
    }
    bytes.put(start, head);
    return memory.retainedSlice(start, end - start);
  }

  /** Gives the memory back, once it is sent. */
  void release() {
    memory.release();
  }
}
