package dev.logproof.aggregator;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.logproof.aggregator.config.BufferConfig;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Divides the memory there is among the buffers that are asked for. A configuration written for a
 * larger task may ask for more than the process may use; its limits are then scaled down, and it is
 * told so, rather than failing in the middle of an outage. Pure; any thread.
 */
final class BufferMemory {
  private static final Logger LOG = LoggerFactory.getLogger(BufferMemory.class);

  /** Of a buffer on disk, only what is being written, sent or read back is in memory. */
  private static final long LEAST_FOR_DISK_BYTES = 64L << 20;

  private static final int CHUNKS_FOR_DISK = 8;

  private BufferMemory() {}

  /**
   * What the process may use outside the heap: as much as the heap, unless it is told otherwise.
   */
  static long outsideTheHeapBytes() {
    String told =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption("MaxDirectMemorySize")
            .getValue();
    long bytes = Long.parseLong(told);
    return bytes > 0 ? bytes : Runtime.getRuntime().maxMemory();
  }

  /** Memory that {@code buffer} asks for. */
  static long asked(BufferConfig buffer) {
    long forDisk =
        Math.max(LEAST_FOR_DISK_BYTES, (long) CHUNKS_FOR_DISK * buffer.chunkLimitBytes());
    return buffer.file().isPresent()
        ? Math.min(buffer.totalLimitBytes(), forDisk)
        : buffer.totalLimitBytes();
  }

  /**
   * The limit each output gets.
   *
   * @param askedBytes {@code total_limit_size} by output
   * @param availableBytes for all of them
   */
  static Map<String, Long> divide(Map<String, Long> askedBytes, long availableBytes) {
    double available = availableBytes;
    double asked = askedBytes.values().stream().mapToDouble(Long::doubleValue).sum();
    double scale = asked > available ? available / asked : 1;
    Map<String, Long> given = new TreeMap<>();
    askedBytes.forEach((id, bytes) -> given.put(id, (long) (bytes * scale)));
    if (scale < 1) {
      LOG.warn(
          "total_limit_size: {} MiB asked for in all, {} MiB available; limits are {}",
          Math.round(asked / (1 << 20)),
          Math.round(available / (1 << 20)),
          given);
    }
    return given;
  }
}
