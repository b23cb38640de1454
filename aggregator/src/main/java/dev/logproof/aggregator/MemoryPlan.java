package dev.logproof.aggregator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the memory of the process is divided: five eighths of what lies outside the heap are for
 * chunks, an eighth for what inputs hold before that, an eighth for requests; the rest is for open
 * chunks, TLS and what grows by copying. What a single client may ask for is a part of its share,
 * so a limit of the configuration that would not fit is lowered, with a warning. Pure; any thread.
 *
 * @param directBytes memory the process may use outside the heap
 * @param heapBytes memory of the heap
 * @param eventLoops each of which may decompress one large frame at a time
 */
record MemoryPlan(long directBytes, long heapBytes, int eventLoops) {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryPlan.class);

  private static final long LEAST_INTAKE_BYTES = 8L << 20;

  /** 4 MiB in base64 with what stands around it. */
  private static final long LARGEST_REQUEST_BYTES = 5L << 20;

  private static final int MAX_FRAME_BYTES = 512 << 20;
  private static final int LEAST_DECOMPRESSED_BYTES = 16 << 20;

  /** Of the heap: a body is there as text, as values and as msgpack. */
  private static final int HEAP_SHARE_OF_A_BODY = 16;

  /** For chunks of all outputs. */
  long chunkBytes() {
    return directBytes / 8 * 5;
  }

  /** For parts of frames, frames that wait, decompressed entries and HTTP bodies. */
  long intakeBytes() {
    return Math.max(LEAST_INTAKE_BYTES, directBytes / 8);
  }

  /** For requests of all delivery threads of {@code outputs} outputs: one each at least. */
  long requestBytes(int outputs) {
    return Math.max(directBytes / 8, outputs * LARGEST_REQUEST_BYTES);
  }

  /** Of one frame. */
  int maxFrameBytes(String source, int asked) {
    return lowered(source + ": chunk_size_limit", asked, Math.min(MAX_FRAME_BYTES, intakeBytes()));
  }

  /** Of the entries of one compressed frame. */
  int maxDecompressedBytes(int asked) {
    long most = Math.max(LEAST_DECOMPRESSED_BYTES, directBytes / (4L * eventLoops));
    return (int) Math.min(asked, most);
  }

  /** Of one HTTP body. */
  int maxBodyBytes(String source, int asked) {
    return lowered(source + ": body_size_limit", asked, heapBytes / HEAP_SHARE_OF_A_BODY);
  }

  private static int lowered(String what, int asked, long most) {
    if (asked <= most) {
      return asked;
    }
    LOG.warn("{} is lowered from {} to {} bytes: the memory is too small", what, asked, most);
    return (int) most;
  }
}
