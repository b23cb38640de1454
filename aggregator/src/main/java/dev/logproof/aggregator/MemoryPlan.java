package dev.logproof.aggregator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Divides the memory of the process. Of the memory outside the heap, five eighths are for chunks,
 * and one eighth each for input not yet in a chunk and for requests. The rest is for open chunks,
 * TLS and buffers that grow by copying. Configured limits that do not fit are lowered, with a
 * warning. Immutable.
 *
 * @param eventLoops each may decompress one large frame at a time
 */
record MemoryPlan(long directBytes, long heapBytes, int eventLoops) {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryPlan.class);

  private static final long LEAST_INTAKE_BYTES = 8L << 20;

  /** 4 MiB of Base64 plus JSON and headers. */
  private static final long LARGEST_REQUEST_BYTES = 5L << 20;

  /** The events of one request, if compression does not make them smaller. */
  private static final long LARGEST_COMPRESSED_BYTES = 4L << 20;

  private static final int MAX_FRAME_BYTES = 512 << 20;
  private static final int LEAST_DECOMPRESSED_BYTES = 16 << 20;

  /** A body exists as text, as values and as MessagePack. */
  private static final int HEAP_SHARE_OF_A_BODY = 16;

  long chunkBytes() {
    return directBytes / 8 * 5;
  }

  long intakeBytes() {
    return Math.max(LEAST_INTAKE_BYTES, directBytes / 8);
  }

  long requestBytes(int outputs) {
    return Math.max(directBytes / 8, outputs * LARGEST_REQUEST_BYTES);
  }

  /** Lets one chunk of every output be compressed at a time. */
  long compressedBytes(long chunkBytes) {
    return Math.max(directBytes / 16, LARGEST_COMPRESSED_BYTES + 2 * chunkBytes);
  }

  int maxFrameBytes(String source, int asked) {
    return lowered(source + ": chunk_size_limit", asked, Math.min(MAX_FRAME_BYTES, intakeBytes()));
  }

  int maxDecompressedBytes(int asked) {
    long most = Math.max(LEAST_DECOMPRESSED_BYTES, directBytes / (4L * eventLoops));
    return (int) Math.min(asked, most);
  }

  int maxBodyBytes(String source, int asked) {
    return lowered(source + ": body_size_limit", asked, heapBytes / HEAP_SHARE_OF_A_BODY);
  }

  private static int lowered(String what, int asked, long most) {
    if (asked <= most) {
      return asked;
    }
    LOG.warn("{} lowered from {} to {} bytes: not enough memory", what, asked, most);
    return (int) most;
  }
}
