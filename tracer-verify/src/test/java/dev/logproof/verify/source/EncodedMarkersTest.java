package dev.logproof.verify.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.tracer.Tracer;
import dev.logproof.record.tracer.TracerText;
import dev.logproof.verify.source.EncodedMarkers.Found;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Markers in base64 and hexadecimal form are detected at any offset. */
class EncodedMarkersTest {
  private static final String TRACER =
      TracerText.format(new Tracer("20260131-120000-0123456789ab", 0, 7, 1_700_000_000_000_000L));

  private static Found in(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return EncodedMarkers.in(bytes, 0, bytes.length);
  }

  @Test
  void findsMarkerInEveryEncodingAndOffset() {
    for (int before = 0; before < 150; before++) {
      byte[] line = ("x".repeat(before % 7) + TRACER).getBytes(UTF_8);
      String surrounding = " ".repeat(before);
      for (String encoded :
          new String[] {
            Base64.getEncoder().encodeToString(line),
            Base64.getUrlEncoder().encodeToString(line),
            HexFormat.of().formatHex(line),
            HexFormat.of().withUpperCase().formatHex(line)
          }) {
        assertThat(in(surrounding + '"' + encoded + '"')).as(encoded).isEqualTo(Found.MARKER);
      }
    }
  }

  @Test
  void findsNothingInPlainTracersAndLongWords() {
    String line = "127.0.0.1 - GET /" + "abc123".repeat(30) + " 200 " + TRACER + "\n";
    assertThat(in(line.repeat(50))).isEqualTo(Found.NOTHING);
  }

  @Test
  void detectsCompressedContentInBase64() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write((TRACER + TRACER).getBytes(UTF_8));
    }
    String encoded = Base64.getEncoder().encodeToString(bytes.toByteArray());
    assertThat(in("{\"data\":\"" + encoded + "\"}")).isEqualTo(Found.COMPRESSED);
  }
}
