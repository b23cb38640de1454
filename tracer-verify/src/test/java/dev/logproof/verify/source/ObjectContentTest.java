package dev.logproof.verify.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    try (InputStream in = ObjectContent.of(raw)) {
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

  @Test
  void aCutMemberIsAnError() throws IOException {
    byte[] whole = gzip("x".repeat(1_000));
    assertThatThrownBy(() -> read(new Network(Arrays.copyOf(whole, whole.length - 9), 5)))
        .isInstanceOf(EOFException.class);
  }
}
