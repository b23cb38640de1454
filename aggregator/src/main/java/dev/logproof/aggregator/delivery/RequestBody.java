package dev.logproof.aggregator.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.aggregator.batch.FirehoseLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A PutRecordBatch request (AWS JSON 1.1), its body written once into the memory outside the heap
 * that it is sent from. It is put together in pages that stay in the core's nearest cache, and
 * digested there: that costs a copy, and spares a second look at the whole. Kept for further
 * requests and never shrunk, so that a request allocates nothing of its size. Used by one thread at
 * a time, and by the connection while that sends it.
 */
final class RequestBody {
  private static final byte[] BETWEEN = "\"},{\"Data\":\"".getBytes(US_ASCII);
  private static final byte[] END = "\"}]}".getBytes(US_ASCII);

  /** Before the body, for a head to be sent in the same write. */
  private static final int HEAD_ROOM_BYTES = 16 * 1024;

  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  private static final int NO_CHUNK = -1;

  private static final int PAGE_BYTES = 8 * 1024;

  /** Of a record, so that its letters are less than half a page. */
  private static final int PIECE_BYTES = 3_000;

  /** The digest keeps what is no whole block, and begins all that follows in the middle of one. */
  private static final int DIGEST_BLOCK_BYTES = 64;

  private final ByteBufAllocator allocator;
  private final RequestMemory shared;
  private final byte[] begin;
  private final MessageDigest sha256;
  private final byte[] piece = new byte[PIECE_BYTES + Base64Encoding.SLACK_BYTES];
  private final byte[] page = new byte[PAGE_BYTES];
  private int inPage;
  private int pieceOf;
  private int pieceStart;
  private int pieceEnd;

  private ByteBuf memory;
  private ByteBuffer bytes;
  private int end;
  private byte[] digest;

  /**
   * For requests to {@code deliveryStreamName}, of Firehose's letters: {@code [a-zA-Z0-9_.-]+}.
   *
   * @param shared is asked before memory is taken from {@code allocator}
   */
  RequestBody(ByteBufAllocator allocator, RequestMemory shared, String deliveryStreamName) {
    this.allocator = allocator;
    this.shared = shared;
    this.begin =
        ("{\"DeliveryStreamName\":\"" + deliveryStreamName + "\",\"Records\":[{\"Data\":\"")
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
   * Becomes the request for {@code batch}, which holds at least one record.
   *
   * @throws IOException when other requests hold the memory for it
   */
  void write(RecordBatch batch) throws IOException {
    reserve(batch);
    sha256.reset();
    inPage = 0;
    end = HEAD_ROOM_BYTES;
    pieceOf = NO_CHUNK;
    append(begin);
    encode(batch, 0);
    for (int position = 1; position < batch.size(); position++) {
      append(BETWEEN);
      encode(batch, position);
    }
    append(END);
    turnPage(inPage);
    inPage = 0;
    digest = sha256.digest();
  }

  private void reserve(RecordBatch batch) throws IOException {
    long frame = (long) batch.size() * BETWEEN.length;
    int needed =
        Math.toIntExact(HEAD_ROOM_BYTES + begin.length + frame + batch.base64Bytes() + END.length);
    if (bytes.capacity() < needed) {
      // What is there is of no use any more, and two requests at once are more than the limit
      // knows.
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

  /** With what stands behind, as that is most often the next record. */
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

  /** Its length. */
  int size() {
    return end - HEAD_ROOM_BYTES;
  }

  /** Its SHA-256 digest; not to be changed. */
  byte[] digest() {
    return digest;
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

  /** A request is over: its memory is kept for the next one while there is enough for others. */
  void trim() {
    if (shared.isScarce()) {
      release();
    }
  }

  /** Gives the memory back, once it is sent; it is taken anew for the next request. */
  void release() {
    ByteBuf last = memory;
    memory = Unpooled.EMPTY_BUFFER;
    bytes = EMPTY;
    shared.giveBack(last.capacity());
    last.release();
  }
}
