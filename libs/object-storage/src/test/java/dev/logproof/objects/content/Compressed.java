package dev.logproof.objects.content;

import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyFramedOutputStream;
import io.airlift.compress.snappy.SnappyHadoopStreams;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Compression formats, each with its own writer. */
enum Compressed {
  PLAIN,
  GZIP,
  ZLIB,
  ZIP,
  ZSTD,
  SNAPPY_FRAMED,
  SNAPPY_JAVA,
  SNAPPY_HADOOP;

  private static final int SNAPPY_BLOCK_BYTES = 32_768;

  /** Wraps an output stream. */
  @FunctionalInterface
  private interface Around {
    OutputStream over(OutputStream out) throws IOException;
  }

  byte[] of(byte[] bytes) throws IOException {
    return switch (this) {
      case PLAIN -> bytes;
      case GZIP -> through(GZIPOutputStream::new, bytes);
      case ZLIB -> through(DeflaterOutputStream::new, bytes);
      case ZSTD -> through(ZstdOutputStream::new, bytes);
      case SNAPPY_FRAMED -> through(SnappyFramedOutputStream::new, bytes);
      case SNAPPY_HADOOP -> through(new SnappyHadoopStreams()::createOutputStream, bytes);
      case SNAPPY_JAVA -> snappyJava(bytes);
      case ZIP -> zip(bytes);
    };
  }

  private static byte[] through(Around around, byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = around.over(compressed)) {
      out.write(bytes);
    }
    return compressed.toByteArray();
  }

  /** The second member is stored uncompressed. */
  private static byte[] zip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    int half = bytes.length / 2;
    try (ZipOutputStream out = new ZipOutputStream(compressed)) {
      out.putNextEntry(new ZipEntry("first"));
      out.write(bytes, 0, half);
      ZipEntry second = new ZipEntry("second");
      second.setMethod(ZipEntry.STORED);
      second.setSize(bytes.length - half);
      java.util.zip.CRC32 crc = new java.util.zip.CRC32();
      crc.update(bytes, half, bytes.length - half);
      second.setCrc(crc.getValue());
      out.putNextEntry(second);
      out.write(bytes, half, bytes.length - half);
    }
    return compressed.toByteArray();
  }

  /** Writes blocks of 32 KiB, like snappy-java. */
  private static byte[] snappyJava(byte[] bytes) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(all);
    SnappyCompressor snappy = new SnappyCompressor();
    out.write(new byte[] {(byte) 0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0, 0, 0, 0, 1, 0, 0, 0, 1});
    for (int at = 0; at < bytes.length; at += SNAPPY_BLOCK_BYTES) {
      int length = Math.min(SNAPPY_BLOCK_BYTES, bytes.length - at);
      byte[] block = new byte[snappy.maxCompressedLength(length)];
      int size = snappy.compress(bytes, at, length, block, 0, block.length);
      out.writeInt(size);
      out.write(block, 0, size);
    }
    return all.toByteArray();
  }
}
