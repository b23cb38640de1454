package dev.logproof.verify.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyFramedOutputStream;
import io.airlift.compress.snappy.SnappyHadoopStreams;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every byte that was compressed comes out, however it comes over the network. */
class ObjectContentTest {
  /** Delivers a few bytes a read and never knows whether more will come, as a socket does. */
  private static final class Network extends ByteArrayInputStream {
    private final int bytesARead;

    Network(byte[] bytes, int bytesARead) {
      super(bytes);
      this.bytesARead = bytesARead;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(length, bytesARead));
    }

    @Override
    public synchronized int available() {
      return 0;
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return out.toByteArray();
  }

  private static String read(InputStream raw) throws IOException {
    try (InputStream in = ObjectContent.of("key", raw)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 100, 512, 65_536})
  void noMemberIsLeftOutWhereverAReadEnds(int bytesARead) throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      String line = "line " + i + " " + "x".repeat(i * 37 % 900) + "\n";
      lines.append(line);
      members.writeBytes(gzip(line));
    }
    assertThat(read(new Network(members.toByteArray(), bytesARead))).isEqualTo(lines.toString());
  }

  @Test
  void whatIsNotGzipComesAsItIs() throws IOException {
    for (String text : new String[] {"", "x", "\u001f", "{\"log\":1}\n"}) {
      assertThat(read(new Network(text.getBytes(UTF_8), 1))).isEqualTo(text);
    }
  }

  /** The forms, each with bytes that hold what is asked for. */
  static Stream<Arguments> forms() throws IOException {
    String text = "a line with ~lp1~ in it\n".repeat(20_000);
    byte[] bytes = text.getBytes(UTF_8);
    ByteArrayOutputStream zstd = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(zstd)) {
      out.write(bytes);
    }
    ByteArrayOutputStream framed = new ByteArrayOutputStream();
    try (SnappyFramedOutputStream out = new SnappyFramedOutputStream(framed)) {
      out.write(bytes);
    }
    ByteArrayOutputStream hadoop = new ByteArrayOutputStream();
    try (OutputStream out = new SnappyHadoopStreams().createOutputStream(hadoop)) {
      out.write(bytes);
    }
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      for (int half = 0; half < 2; half++) {
        out.putNextEntry(new ZipEntry("half-" + half));
        out.write(bytes, half * bytes.length / 2, bytes.length / 2);
      }
    }
    return Stream.of(
        Arguments.of("zstd", "x.zst", zstd.toByteArray(), text),
        Arguments.of("Snappy, framed", "x.snappy", framed.toByteArray(), text),
        Arguments.of("Snappy, Hadoop", "x.hsnappy", hadoop.toByteArray(), text),
        Arguments.of("Snappy, snappy-java", "x.snappy", snappyJava(bytes), text),
        Arguments.of("zip", "x.zip", zip.toByteArray(), text));
  }

  /** Two files put together, blocks of 32 KiB, as SnappyOutputStream of snappy-java writes them. */
  private static byte[] snappyJava(byte[] bytes) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(all);
    SnappyCompressor snappy = new SnappyCompressor();
    for (int at = 0; at < bytes.length; at += 32_768) {
      if (at == 0 || at == 10 * 32_768) {
        out.write(
            new byte[] {(byte) 0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0, 0, 0, 0, 1, 0, 0, 0, 1});
      }
      int length = Math.min(32_768, bytes.length - at);
      byte[] block = new byte[snappy.maxCompressedLength(length)];
      int size = snappy.compress(bytes, at, length, block, 0, block.length);
      out.writeInt(size);
      out.write(block, 0, size);
    }
    return all.toByteArray();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void everyFormIsUncompressedAndACutOneIsAnError(
      String form, String key, byte[] compressed, String text) throws IOException {
    for (int bytesARead : new int[] {1, 100, 65_536}) {
      try (InputStream in = ObjectContent.of(key, new Network(compressed, bytesARead))) {
        assertThat(new String(in.readAllBytes(), UTF_8)).as(form).isEqualTo(text);
      }
    }
    byte[] cut = Arrays.copyOf(compressed, compressed.length / 2);
    assertThatThrownBy(
            () -> {
              try (InputStream in = ObjectContent.of(key, new Network(cut, 100))) {
                in.readAllBytes();
              }
            })
        .as(form)
        .isInstanceOfAny(IOException.class, RuntimeException.class);
  }

  /** Each byte of a member's header and trailer, and some in between. */
  @Test
  void rejectsEveryDamageToTheSecondMemberOrReadsAllOfIt() throws IOException {
    byte[] first = gzip("first\n");
    byte[] second = gzip("second\n");
    for (int at = 0; at < second.length; at++) {
      byte[] damaged = second.clone();
      damaged[at] ^= 0x55;
      byte[] members = Arrays.copyOf(first, first.length + damaged.length);
      System.arraycopy(damaged, 0, members, first.length, damaged.length);
      String read;
      try {
        read = read(new Network(members, 7));
      } catch (IOException e) {
        continue;
      }
      assertThat(read).as("byte %d", at).isEqualTo("first\nsecond\n");
    }
  }

  @Test
  void readsEveryFieldOfAGzipHeader() throws IOException {
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    member.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 3});
    member.writeBytes(new byte[] {3, 0, 9, 9, 9});
    member.writeBytes("name\0comment\0".getBytes(UTF_8));
    member.writeBytes(new byte[] {0, 0});
    byte[] plain = gzip("text\n");
    member.write(plain, 10, plain.length - 10);
    member.writeBytes(gzip("more\n"));
    assertThat(read(new Network(member.toByteArray(), 3))).isEqualTo("text\nmore\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BZh91AY&SY\u00e5\u0001\u0002\u00ff",
        "\u00fd7zXZ\0\u0000\u0004",
        "\u0004\"M\u0018d@\u00a7",
        "PAR1\u0015\u0004\u0015\u0010",
        "\u001e\u008b\u0008\u0000\u0000\u0000\u0000\u0000\u0000\u00ff",
        "a\u0000b\u0000\n"
      })
  void rejectsWhatIsNeitherTextNorInAKnownForm(String bytes) {
    assertThatThrownBy(() -> read(new Network(bytes.getBytes(ISO_8859_1), 100)))
        .isInstanceOf(IOException.class)
        .hasMessageMatching("is .*(cannot be read here|known here)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BZh is how bzip2 begins\n",
        "ORC is a format\n",
        "caf\u00e9 in Latin-1\n",
        "\u001b[31mred\u001b[0m\n",
        "fields\u0001of\u0001Hive\u0001\n"
      })
  void readsTextOfAnyKind(String text) throws IOException {
    byte[] bytes = text.getBytes(ISO_8859_1);
    try (InputStream in = ObjectContent.of("key", new Network(bytes, 100))) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void aCutMemberIsAnError() throws IOException {
    byte[] whole = gzip("x".repeat(1_000));
    assertThatThrownBy(() -> read(new Network(Arrays.copyOf(whole, whole.length - 9), 5)))
        .isInstanceOf(EOFException.class);
  }
}
