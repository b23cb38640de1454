package dev.logproof.aggregator;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.logproof.aggregator.config.BufferConfig;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Divides the available memory among the buffers. Configured limits that exceed it are scaled down,
 * with a warning, to avoid running out of memory during an outage. Stateless.
 */
final class BufferMemory {
  private static final Logger LOG = LoggerFactory.getLogger(BufferMemory.class);

  /** A file buffer holds only chunks being written, sent or read back. */
  private static final long LEAST_FOR_DISK_BYTES = 64L << 20;

  private static final int CHUNKS_FOR_DISK = 8;

  private BufferMemory() {}

  /** {@code MaxDirectMemorySize}, or the maximum heap size when that is not set. */
  static long outsideTheHeapBytes() {
    String told =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption("MaxDirectMemorySize")
            .getValue();
    long bytes = Long.parseLong(told);
    return bytes > 0 ? bytes : Runtime.getRuntime().maxMemory();
  }

  static long asked(BufferConfig buffer) {
    long forDisk =
        Math.max(LEAST_FOR_DISK_BYTES, (long) CHUNKS_FOR_DISK * buffer.chunkLimitBytes());
    return buffer.isOnDisk()
        ? Math.min(buffer.totalLimitBytes(), forDisk)
        : buffer.totalLimitBytes();
  }

  static Map<String, Long> divide(Map<String, Long> askedBytes, long availableBytes) {
    double available = availableBytes;
    double asked = askedBytes.values().stream().mapToDouble(Long::doubleValue).sum();
    double scale = asked > available ? available / asked : 1;
    Map<String, Long> given = new TreeMap<>();
    askedBytes.forEach((id, bytes) -> given.put(id, (long) (bytes * scale)));
    if (scale < 1) {
      LOG.warn(
          "total_limit_size: {} MiB configured in total, {} MiB available; effective limits: {}",
          Math.round(asked / (1 << 20)),
          Math.round(available / (1 << 20)),
          given);
    }
    return given;
  }
}
