package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Decompresses the entries of a frame, concatenated gzip members included, up to a limit. */
final class Gunzip {
  private static final int STEP_BYTES = 64 * 1024;

  private Gunzip() {}

  /** What {@code [start, end)} decompresses to, in a buffer that the caller releases. */
  static ByteBuf all(ByteBuf in, int start, int end, ByteBufAllocator allocator, int maxBytes)
      throws MalformedFrameException {
    ByteBuf out = allocator.buffer(STEP_BYTES);
    try (GZIPInputStream gzip =
        new GZIPInputStream(new ByteBufInputStream(in.slice(start, end - start)), STEP_BYTES)) {
      while (out.writeBytes(gzip, STEP_BYTES) >= 0) {
        if (out.writerIndex() > maxBytes) {
          throw new MalformedFrameException(
              start, "decompresses to more than the limit of " + maxBytes + " bytes");
        }
      }
      return out;
    } catch (IOException e) {
      out.release();
      throw new MalformedFrameException(start, "not gzip: " + e.getMessage());
    } catch (MalformedFrameException e) {
      out.release();
      throw e;
    }
  }
}
