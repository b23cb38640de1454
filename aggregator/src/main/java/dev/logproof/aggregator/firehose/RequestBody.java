package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Body of a batch of records (AWS JSON 1.1), built in the reused off-heap memory that it is sent
 * from. Assembled and hashed in pages that fit the nearest cache, which costs a copy but avoids a
 * second pass. Used by one thread at a time, and by the connection while it sends.
 */
public final class RequestBody {
  private static final byte[] BETWEEN = "\"},{\"Data\":\"".getBytes(US_ASCII);
  private static final byte[] KEY = "\",\"PartitionKey\":\"".getBytes(US_ASCII);
  private static final byte[] END = "\"}]}".getBytes(US_ASCII);

  /** Space for the head, sent with the body in one write. */
  private static final int HEAD_ROOM_BYTES = 16 * 1024;

  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  private static final int NO_CHUNK = -1;

  private static final int PAGE_BYTES = 8 * 1024;

  /** Record bytes per step; their base64 takes less than half a page. */
  private static final int PIECE_BYTES = 3_000;

  /** SHA-256 block size. After a partial block, the digest processes input unaligned. */
  private static final int DIGEST_BLOCK_BYTES = 64;

  private final ByteBufAllocator allocator;
  private final RequestMemory shared;
  private final BatchService service;
  private final byte[] begin;
  private final MessageDigest sha256;
  private final byte[] piece = new byte[PIECE_BYTES + Base64Encoding.SLACK_BYTES];
  private final byte[] page = new byte[PAGE_BYTES];
  private final PartitionKeys keys = new PartitionKeys();
  private int inPage;
  private int pieceOf;
  private int pieceStart;
  private int pieceEnd;

  private ByteBuf memory;
  private ByteBuffer bytes;
  private int end;
  private byte[] digest;

  /** Builds requests to a stream of Firehose. */
  public RequestBody(ByteBufAllocator allocator, RequestMemory shared, String streamName) {
    this(allocator, shared, BatchService.FIREHOSE, streamName);
  }

  /** Builds requests to {@code streamName}, which matches {@code [a-zA-Z0-9_.-]+}. */
  public RequestBody(
      ByteBufAllocator allocator, RequestMemory shared, BatchService service, String streamName) {
    this.allocator = allocator;
    this.shared = shared;
    this.service = service;
    this.begin =
        ("{\"" + service.streamMember() + "\":\"" + streamName + "\",\"Records\":[{\"Data\":\"")
            .getBytes(US_ASCII);
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    this.digest = sha256.digest();
    this.memory = Unpooled.EMPTY_BUFFER;
    this.bytes = EMPTY;
    this.end = HEAD_ROOM_BYTES;
  }

  /**
   * Builds the request for a non-empty {@code batch}.
   *
   * @throws IOException if other requests hold the memory
   */
  void write(RecordBatch batch) throws IOException {
    reserve(batch);
    sha256.reset();
    inPage = 0;
    end = HEAD_ROOM_BYTES;
    pieceOf = NO_CHUNK;
    append(begin);
    boolean keyed = service.hasKeys();
    for (int position = 0; position < batch.size(); position++) {
      if (position > 0) {
        append(BETWEEN);
      }
      encode(batch, position);
      if (keyed) {
        append(KEY);
        append(keys.of(batch, position));
      }
    }
    append(END);
    turnPage(inPage);
    inPage = 0;
    digest = sha256.digest();
  }

  private void reserve(RecordBatch batch) throws IOException {
    int frame = BETWEEN.length;
    if (service.hasKeys()) {
      frame += KEY.length + KinesisLimits.RANDOM_KEY_BYTES;
    }
    int needed =
        Math.toIntExact(
            HEAD_ROOM_BYTES
                + begin.length
                + (long) batch.size() * frame
                + batch.base64Bytes()
                + batch.keyBytes()
                + END.length);
    if (bytes.capacity() < needed) {
      // Release first: the limit does not allow for two buffers per request.
      release();
      allocate(needed + needed / 8);
    }
  }

  private void allocate(int capacity) throws IOException {
    shared.take(capacity);
    boolean allocated = false;
    try {
      memory = allocator.directBuffer(capacity, capacity);
      bytes = memory.nioBuffer(0, capacity);
      allocated = true;
    } finally {
      if (!allocated) {
        shared.giveBack(capacity);
      }
    }
  }

  private void append(byte[] part) {
    makeRoom(part.length);
    System.arraycopy(part, 0, page, inPage, part.length);
    inPage += part.length;
  }

  private void encode(RecordBatch batch, int position) {
    int to = batch.end(position);
    for (int at = batch.start(position); at < to; at += PIECE_BYTES) {
      int length = Math.min(PIECE_BYTES, to - at);
      if (batch.chunk(position) != pieceOf || at < pieceStart || at + length > pieceEnd) {
        readPiece(batch, position, at);
      }
      makeRoom(FirehoseLimits.base64Length(length));
      int from = at - pieceStart;
      inPage = Base64Encoding.encode(piece, from, from + length, page, inPage);
    }
  }

  /** Also reads the following bytes, usually the next record. */
  private void readPiece(RecordBatch batch, int position, int at) {
    ByteBuffer content = batch.content(position);
    pieceOf = batch.chunk(position);
    pieceStart = at;
    pieceEnd = Math.min(at + PIECE_BYTES, content.limit());
    content.get(at, piece, 0, pieceEnd - at);
  }

  private void makeRoom(int room) {
    if (PAGE_BYTES - inPage < room) {
      int whole = inPage - inPage % DIGEST_BLOCK_BYTES;
      turnPage(whole);
      System.arraycopy(page, whole, page, 0, inPage - whole);
      inPage -= whole;
    }
  }

  private void turnPage(int written) {
    sha256.update(page, 0, written);
    bytes.put(end, page, 0, written);
    end += written;
  }

  BatchService service() {
    return service;
  }

  int size() {
    return end - HEAD_ROOM_BYTES;
  }

  /** Returns the SHA-256 digest, which must not be modified. */
  byte[] digest() {
    return digest;
  }

  /**
   * Returns the complete request, valid until the next {@link #write}; the caller releases it.
   *
   * @throws IOException if {@code head} exceeds 16 KiB
   */
  ByteBuf behind(byte[] head) throws IOException {
    int start = HEAD_ROOM_BYTES - head.length;
    if (start < 0) {
      throw new IOException("request headers of more than " + HEAD_ROOM_BYTES + " bytes");
    }
    bytes.put(start, head);
    return memory.retainedSlice(start, end - start);
  }

  void trim() {
    if (shared.isScarce()) {
      release();
    }
  }

  void release() {
    ByteBuf last = memory;
    memory = Unpooled.EMPTY_BUFFER;
    bytes = EMPTY;
    shared.giveBack(last.capacity());
    last.release();
  }
}
