package dev.logproof.forward.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compressed entries are accepted intact or not at all. */
class CompressedFramesTest {
  private static final byte[] ENTRIES = Frames.entries(Frames.seconds(7), 4);
  private static final byte[] MEMBER = Frames.gzip(ENTRIES);

  private static List<String> decode(byte[] compressed) {
    ForwardLimits small = new ForwardLimits(1_000_000, 300_000, 8);
    return Decoding.within(small, Frames.packed(compressed, Frames.gzipOption()));
  }

  @Test
  void readsEntriesThatSpanMembers() {
    byte[] head = Frames.gzip(Arrays.copyOf(ENTRIES, 9));
    byte[] tail = Frames.gzip(Arrays.copyOfRange(ENTRIES, 9, ENTRIES.length));
    assertThat(decode(Frames.concat(head, tail))).hasSize(5);
  }

  @Test
  void skipsOptionalHeaderFields() {
    byte[] fields = {3, 0, 'e', 'x', 't', 'n', 'a', 'm', 'e', 0, 'c', 0, 1, 2};
    byte[] header = Arrays.copyOf(MEMBER, 10);
    header[3] = 2 | 4 | 8 | 16;
    byte[] rest = Arrays.copyOfRange(MEMBER, 10, MEMBER.length);
    assertThat(decode(Frames.concat(header, fields, rest))).hasSize(5);
    for (int cut = 0; cut < fields.length; cut++) {
      byte[] cutHeader = Frames.concat(header, Arrays.copyOf(fields, cut));
      assertThat(decode(cutHeader).get(0)).contains("malformed").contains("cut short");
    }
  }

  @Test
  void rejectsDecompressionBombAtLimit() {
    assertThat(decode(Frames.gzip(new byte[50_000_000])).get(0))
        .contains("decompresses to more than the limit of 300000 bytes");
    byte[] member = Frames.gzip(new byte[200_000]);
    assertThat(decode(Frames.concat(member, member)).get(0)).contains("the limit of 300000");
  }

  @Test
  void rejectsGarbageAfterMember() {
    String heard = decode(Frames.concat(MEMBER, Frames.text("garbage behind it"))).get(0);
    assertThat(heard).startsWith("malformed").contains("not a gzip member");
  }

  @Test
  void rejectsTruncatedMember() {
    for (int cut = 0; cut < MEMBER.length; cut++) {
      assertThat(decode(Arrays.copyOf(MEMBER, cut))).as("cut at %d", cut).hasSize(1);
      byte[] second = Frames.concat(MEMBER, Arrays.copyOf(MEMBER, cut));
      assertThat(decode(second)).as("second cut at %d", cut).hasSize(cut == 0 ? 5 : 1);
    }
  }

  /** Header bytes 3 to 9 do not affect the content, except for the flags. */
  @Test
  void detectsEveryChangedBit() {
    for (int i = 10; i < MEMBER.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = MEMBER.clone();
        changed[i] ^= (byte) (1 << bit);
        List<String> heard = decode(changed);
        assertThat(heard.size() == 1 || heard.equals(decode(MEMBER)))
            .as("byte %d bit %d: %s", i, bit, heard)
            .isTrue();
      }
    }
  }

  @Test
  void reportsOffsetOfBrokenEntry() {
    byte[] bad = Frames.concat(ENTRIES, new byte[] {(byte) 0xc1});
    List<String> heard = decode(Frames.gzip(bad));
    assertThat(heard).hasSize(6);
    assertThat(heard.get(5))
        .startsWith("flawed UNREADABLE 1: ")
        .contains("at byte " + ENTRIES.length + " of its frame's entries: 0xc1");
  }

  @Test
  void decodesEntriesLargerThanFirstBuffer() {
    byte[] entries = Frames.entries(Frames.seconds(7), 5_000);
    assertThat(decode(Frames.gzip(entries))).hasSize(5_001);
  }
}
