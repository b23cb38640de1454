package dev.logproof.forward.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.msgpack.PackedValues.Packing;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An invalid event is distinguished from its neighbours. */
class FlawedEventsTest {
  private static final byte[] GOOD = Frames.message(Frames.seconds(1), Frames.nil());

  /** E for a valid event, otherwise the flaw. */
  @ParameterizedTest
  @CsvSource({
    "90, ENTRY",
    "91a174, ENTRY",
    "9101, TAG",
    "9301019180, TAG",
    "93c00180, TAG",
    "92c092920180920280, TAG 2",
    "92a17401, RECORD",
    "92a174a0, ''",
    "93a17401a178, RECORD",
    "93a17401c0, RECORD",
    "93a1740190, RECORD",
    "93a17401c3, RECORD",
    "93a1740107, RECORD",
    "93a17401d40000, RECORD",
    "93a174c080, TIME",
    "93a174c280, TIME",
    "93a17480c0, TIME",
    "93a174cf800000000000000080, TIME",
    "93a174cb7ff800000000000080, TIME",
    "93a174cb7ff000000000000080, TIME",
    "93a174cac380000080, E",
    "93a174cbc38000000000000080, TIME",
    "93a174d701000000000000000080, TIME",
    "93a174c7090000000000000000000080, TIME",
    "93a174c70801000000000000000080, TIME",
    "93a174d6000000000080, TIME",
    "93a174d6fe0000000080, TIME",
    "93a174aa323032302d30312d303181a17801, TIME",
    "93a174a081a17801, TIME",
    "94a174aa323032302d30312d303181a1780180, TIME",
    "94a174c400c0c0, TIME",
    "94a174920180a0c0, RECORD",
    "94a17492a0808080, TIME",
    "94a1749201a08080, TIME",
    "94a17401807f, E",
    "95a1740180807f, E",
    "97a174018080010203, E",
    "93a174c40007, ''",
    "93a1749007, ''",
    "94a174919201808007, E",
    "92a1749101, ENTRY",
    "92a17491a0, ENTRY",
    "92a1749193018080, ENTRY",
    "92a174919101, ENTRY",
    "92a1749191920180, ENTRY",
    "92a1749190, ENTRY",
    "92a1749290c0, ENTRY ENTRY",
    "92a174919201c0, RECORD",
    "92a1749192c380, TIME",
    "92a17491929201a080, TIME",
    "92a1749192929201808080, TIME",
    "92a1749192930180c080, TIME",
    "93a17492019080, ENTRY ENTRY",
    "93a174920192018080, ENTRY E",
    "93a174920180c0, ENTRY ENTRY",
    "93a17492018081a56368756e6ba163, ENTRY ENTRY",
    "93a17492018081a178a163, E",
    "92a174939201809201a0920380, E RECORD E",
    "92a174c40180, ENTRY",
    "92a174c4039201c0, RECORD",
    "92a174c4039201c1, UNREADABLE",
    "92a174c40192, UNREADABLE",
    "92a174c4029201, UNREADABLE",
    "92a174c407920181a161a561, UNREADABLE",
    "92a174c4069201dbffffff, UNREADABLE",
    "92a174c4079201800192c080, E ENTRY TIME",
    "92a174c40b920180a178920280c19201, E ENTRY E UNREADABLE",
    "93a174c407920180c1c1c1c181a473697a6503, E UNREADABLE 2",
    "93a174c407920180c1c1c1c181a473697a65cd7fff, E UNREADABLE 4",
    "93a174c4018081ad666c75656e745f7369676e616c01, SIGNAL",
    "93a174c4018081ad666c75656e745f7369676e616c02, SIGNAL",
    "93a174c40392018081ad666c75656e745f7369676e616c00, E",
    "93a1749292018092018081ad666c75656e745f7369676e616c01, SIGNAL 2",
    "94a174018081ad666c75656e745f7369676e616c01, SIGNAL",
  })
  void namesEachFlawInItsPlace(String hex, String expected) {
    byte[] bytes = Frames.concat(GOOD, ByteBufUtil.decodeHexDump(hex), GOOD);
    List<String> heard = Decoding.of(bytes);
    List<String> good = Decoding.of(GOOD);
    assertThat(heard).startsWith(good.toArray(String[]::new));
    assertThat(heard).endsWith(good.toArray(String[]::new));
    assertThat(events(heard.subList(3, heard.size() - 2))).isEqualTo(expected);
    for (int cut = 1; cut < bytes.length; cut++) {
      byte[] tail = Arrays.copyOfRange(bytes, cut, bytes.length);
      assertThat(Decoding.of(Arrays.copyOf(bytes, cut), tail))
          .as("cut at %d", cut)
          .isEqualTo(heard);
    }
  }

  private static String events(List<String> heard) {
    List<String> events = new ArrayList<>();
    for (String each : heard) {
      String[] words = each.split("[ :]", 4);
      String times = words[0].equals("flawed") && !words[2].equals("1") ? " " + words[2] : "";
      events.add(words[0].equals("flawed") ? words[1] + times : "E");
    }
    return String.join(" ", events);
  }

  @Test
  void countsFlawedEventsAmongEventsOfFrame() {
    byte[] entries =
        Frames.concat(
            Frames.entries(Frames.seconds(1), 5),
            new byte[] {1},
            Frames.entries(Frames.seconds(2), 3));
    for (byte[] frame :
        List.of(
            Frames.packed(entries, Frames.nil()),
            Frames.packed(Frames.gzip(entries), Frames.gzipOption()),
            Frames.packed(Frames.zstd(entries), Frames.zstdOption()))) {
      List<String> heard = Decoding.of(frame);
      assertThat(heard).hasSize(10);
      assertThat(heard.get(0)).endsWith(" - 9 " + frame.length);
      assertThat(heard.get(6)).isEqualTo("flawed ENTRY 1: it is not a [time, record] array");
    }
  }

  @Test
  void flagsSignalsWithoutDecompression() {
    Packing option =
        packer -> {
          packer.packMapHeader(2).packString("compressed").packString("gzip");
          packer.packString("fluent_signal").packInt(1);
        };
    List<String> heard = Decoding.of(Frames.packed(new byte[] {1, 2, 3}, option), GOOD);
    assertThat(heard).hasSize(4);
    assertThat(heard.get(1)).startsWith("flawed SIGNAL 1: ");
  }
}
