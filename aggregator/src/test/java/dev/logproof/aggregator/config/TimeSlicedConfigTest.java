package dev.logproof.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outputs of Fluentd before 0.14 whose files and objects are slices of time. */
class TimeSlicedConfigTest {
  private static S3Output s3(String lines) {
    return (S3Output) OneMatch.output("@type s3;s3_bucket bkt;" + lines);
  }

  @ParameterizedTest
  @CsvSource({
    "%Y%m%d%H%M%S, 1",
    "%Y%m%d%H%M, 60",
    "%Y%m%d%H, 3600",
    "%Y%m%d, 86400",
    "%Y%m, 86400"
  })
  void slicesByTheFinestLetter(String format, int seconds) {
    assertThat(s3("time_slice_format " + format).buffer().keys().time().seconds())
        .isEqualTo(seconds);
    FileOutput file = (FileOutput) OneMatch.output("@type file;path f;time_slice_format " + format);
    assertThat(file.buffer().keys().time().seconds()).isEqualTo(seconds);
  }

  @Test
  void takesWaitAndZoneOfSlices() {
    ChunkKeys.TimeKey utc =
        s3("buffer_path /b;time_slice_format %Y%m%d%H;time_slice_wait 5m;utc")
            .buffer()
            .keys()
            .time();
    assertThat(utc).isEqualTo(new ChunkKeys.TimeKey(3_600, 300_000, ZoneOffset.UTC));
    ChunkKeys.TimeKey tokyo =
        s3("time_slice_format %Y%m%d%H;timezone Asia/Tokyo").buffer().keys().time();
    assertThat(tokyo).isEqualTo(new ChunkKeys.TimeKey(3_600, 600_000, ZoneId.of("Asia/Tokyo")));
  }

  @Test
  void keepsSlicesOfBufferSection() {
    S3Output config = s3("time_slice_format %Y%m%d%H;utc;<buffer time>;timekey 60;</buffer>");
    assertThat(config.buffer().keys().time())
        .isEqualTo(new ChunkKeys.TimeKey(60, 600_000, ZoneId.systemDefault()));
  }

  @Test
  void takesFormatWithoutItsSection() {
    assertThat(s3("format json").format())
        .isEqualTo(s3("<format>;@type json;</format>").format())
        .isNotEqualTo(s3("").format());
    assertThat(s3("format single_value;message_key log").format())
        .isEqualTo(s3("<format>;@type single_value;message_key log;</format>").format());
  }
}
