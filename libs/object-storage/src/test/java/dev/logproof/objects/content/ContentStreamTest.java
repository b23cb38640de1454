package dev.logproof.objects.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every compressed byte is decompressed, however the content is split. */
class ContentStreamTest {
  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return out.toByteArray();
  }

  private static String read(InputStream raw) throws IOException {
    try (InputStream in = ContentStream.ofText(raw)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 100, 512, 65_536})
  void readsEveryMemberWhereverReadsEnd(int bytesARead) throws IOException {
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
  void passesPlainTextThrough() throws IOException {
    for (String text : new String[] {"", "x", "x^2", "\u001f no", "{\"log\":1}\n"}) {
      assertThat(read(new Network(text.getBytes(UTF_8), 1))).isEqualTo(text);
    }
  }

  /** Large enough for several reads and compressed blocks. */
  @ParameterizedTest
  @EnumSource(Compressed.class)
  void readsEveryFormHoweverItArrives(Compressed form) throws IOException {
    byte[] bytes = "a line with ~lp1~ in it\n".repeat(20_000).getBytes(UTF_8);
    byte[] stored = form.of(bytes);
    for (int bytesPerRead : new int[] {1, 100, 65_536}) {
      try (InputStream in = ContentStream.ofText(new Network(stored, bytesPerRead))) {
        assertThat(in.readAllBytes()).isEqualTo(bytes);
      }
    }
    byte[] one = new byte[1];
    try (InputStream in = ContentStream.ofText(new Network(stored, 100))) {
      for (byte each : bytes) {
        assertThat(in.read(one, 0, 1)).isEqualTo(1);
        assertThat(one[0]).isEqualTo(each);
      }
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  /** Damages each byte in turn. */
  @Test
  void rejectsOrFullyReadsDamagedSecondMember() throws IOException {
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
  void rejectsUnknownFormat(String bytes) {
    assertThatThrownBy(() -> read(new Network(bytes.getBytes(ISO_8859_1), 100)))
        .isInstanceOf(UnreadableContentException.class)
        .hasMessageMatching(
            "holds .*(cannot be read here|compression format, from byte \\d+ of its text on)");
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
    try (InputStream in = ContentStream.ofText(new Network(bytes, 100))) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void rejectsTruncatedMember() throws IOException {
    byte[] whole = gzip("x".repeat(1_000));
    assertThatThrownBy(() -> read(new Network(Arrays.copyOf(whole, whole.length - 9), 5)))
        .isInstanceOf(UnreadableContentException.class)
        .hasMessage("a GZIP member is cut");
  }

  /** Places the bytes at the start, middle and end of short and long text. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001f\u008b",
        "\u001f\u008b\u0008",
        "\u001f\u008b\u0008 and so on",
        "\u001f\u008b\u001f\u008b\u001f\u008b",
        "x^2 + y^2",
        "x\u0001",
        "PK",
        "BZh9 PAR1 Rar! ORC 7z (\u00b5",
        "\u0082SNAP"
      })
  void readsTextThatContainsMagicBytes(String first) throws IOException {
    for (String line : new String[] {"", "a line of a log, as it is\n".repeat(20_000)}) {
      for (String text :
          new String[] {
            first + " in a line\n" + line,
            line + "in " + first + " a line\n" + line,
            "so: " + line + first + "\n"
          }) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        try (InputStream in = ContentStream.ofText(new Network(bytes, 1_000))) {
          assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
      }
    }
  }

  /** Files that are sent again may contain any bytes. */
  @Test
  void readsAnyBytesWhereAsked() throws IOException {
    byte[] bytes = new byte[100_000];
    new Random(7).nextBytes(bytes);
    bytes[0] = 'x';
    try (InputStream in = ContentStream.ofAnyBytes(new Network(bytes, 1_000))) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
    byte[] gzip = Compressed.GZIP.of(bytes);
    try (InputStream in = ContentStream.ofAnyBytes(new Network(gzip, 1_000))) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
  }
}
