package dev.logproof.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.config.ChunkKeys.FieldKey;
import dev.logproof.aggregator.config.ChunkKeys.TimeKey;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chunk keys, their time slices and placeholders keep Fluentd's meaning. */
class ChunkKeysConfigTest {
  private static BufferConfig buffer(String buffer) {
    return OneMatch.firehose("s", buffer).buffer();
  }

  /** {@code cases/config/08}. */
  @Test
  void readsTimeKey() {
    BufferConfig buffer =
        buffer(
            "<buffer tag,time>;timekey 1m;timekey_wait 30s;timekey_use_utc true;"
                + "chunk_limit_size 8MB;</buffer>");
    assertThat(buffer.keys())
        .isEqualTo(new ChunkKeys(true, new TimeKey(60, 30_000, ZoneOffset.UTC), List.of()));
    assertThat(buffer.flushMode()).isEqualTo(FlushMode.LAZY);
  }

  @Test
  void readsZoneAndDefaultsOfTimeKey() {
    TimeKey time =
        buffer("<buffer time>;timekey 1d;timekey_zone Asia/Tokyo;</buffer>").keys().time();
    assertThat(time).isEqualTo(new TimeKey(86_400, 600_000, ZoneId.of("Asia/Tokyo")));
    assertThat(time.sliceOf(1_793_678_706L)).isEqualTo(1_793_631_600L);
    assertThat(new TimeKey(3_600, 0, ZoneOffset.UTC).sliceOf(-1)).isEqualTo(-3_600);
  }

  @Test
  void readsFields() {
    assertThat(buffer("<buffer key, $.a.b ,$['c d'][\"e\"]>;</buffer>").keys().fields())
        .extracting(FieldKey::path)
        .isEqualTo(List.of(List.of("key"), List.of("a", "b"), List.of("c d", "e")));
    assertThat(buffer("<buffer [\"tag\", \"key\"]>;</buffer>").keys())
        .isEqualTo(new ChunkKeys(true, TimeKey.NONE, List.of(new FieldKey("key", List.of("key")))));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', INTERVAL",
    "'', flush_mode default, INTERVAL",
    "'', flush_mode lazy, LAZY",
    "'', flush_mode immediate, IMMEDIATE",
    "time, '', LAZY",
    "time, flush_mode default, LAZY",
    "time, flush_mode interval, INTERVAL",
  })
  void choosesFlushModeAsFluentd(String keys, String mode, FlushMode expected) {
    String timekey = keys.isEmpty() ? "" : "timekey 60;";
    assertThat(buffer("<buffer " + keys + ">;" + timekey + mode + ";</buffer>").flushMode())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "${tag}-x => <buffer>;</buffer> => ${tag} needs the chunk key tag: write <buffer tag>",
        "a-${key} => <buffer tag>;</buffer> => ${key} needs the chunk key key",
        "a-${chunk_id} => <buffer tag>;</buffer> => another name for every chunk",
        "s => <buffer time>;</buffer> => timekey is missing",
        "s => <buffer time>;timekey 0;</buffer> => from 1s to 366d",
        "s => <buffer time>;timekey 60;timekey_zone Nowhere;</buffer> => expected a zone",
        "s => <buffer $.>;</buffer> => the chunk key is '$.'",
      })
  void refuses(String stream, String buffer, String expected) {
    assertThatThrownBy(() -> OneMatch.firehose(stream, buffer))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(expected);
  }
}
