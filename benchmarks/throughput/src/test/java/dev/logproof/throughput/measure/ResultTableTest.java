package dev.logproof.throughput.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests the text table. */
class ResultTableTest {
  private static Measurement of(String name, String rate, int round, double cpuMillis) {
    return Measurements.of(name, rate, round, 25, cpuMillis, List.of());
  }

  private static Measurement ofJson(String name, double cpuMillis) {
    return Measurements.of(name, "json", "25 MB/s", 1, 25, cpuMillis, List.of());
  }

  private static List<Measurement> round(int number, double ours, double theirs) {
    return List.of(of("ours", "25 MB/s", number, ours), of("theirs", "25 MB/s", number, theirs));
  }

  @Test
  void computesRatioAsMedianOfRounds() {
    List<Row> rows =
        Row.of(
            Stream.of(round(1, 4, 12), round(2, 10, 20), round(3, 5, 15))
                .flatMap(List::stream)
                .toList());

    assertThat(rows).extracting(Row::aggregator).containsExactly("ours", "theirs");
    assertThat(rows.get(0).ratio(Measurement::cpuMillisPerMegabyte)).isEmpty();
    assertThat(rows.get(0).median(Measurement::cpuMillisPerMegabyte)).isEqualTo(5);
    assertThat(rows.get(1).ratio(Measurement::cpuMillisPerMegabyte)).hasValue(3);
  }

  @Test
  void comparesOnlyAggregatorsWithSameLines() {
    List<Row> rows =
        Row.of(
            List.of(
                of("plain", "25 MB/s", 1, 4),
                ofJson("json", 5),
                of("filtered", "25 MB/s", 1, 6),
                ofJson("parsed", 10)));

    assertThat(rows.get(1).ratio(Measurement::cpuMillisPerMegabyte)).isEmpty();
    assertThat(rows.get(2).ratio(Measurement::cpuMillisPerMegabyte)).hasValue(1.5);
    assertThat(rows.get(3).ratio(Measurement::cpuMillisPerMegabyte)).hasValue(2);
  }

  @Test
  void showsObjectionBesideFigures() {
    String table =
        ResultTable.of(
            List.of(
                of("ours", "25 MB/s", 1, 4),
                Measurements.of(
                    "theirs", "25 MB/s", 1, 20, 12, List.of("missed: took 80.0 % of it"))));
    assertThat(table.lines().filter(line -> line.contains("theirs")))
        .singleElement()
        .asString()
        .contains("12.00", "3.00")
        .endsWith("missed: took 80.0 % of it");
  }

  @Test
  void showsUnknownWithoutReading() {
    String table =
        ResultTable.of(
            List.of(Measurements.of("ours", "25 MB/s", 1, 0, Double.NaN, List.of("unknown: …"))));
    assertThat(table.lines().filter(line -> line.contains("ours")))
        .singleElement()
        .asString()
        .contains("unknown");
  }

  @Test
  void showsCpuFitWithThreeRates() {
    String table =
        ResultTable.of(
            List.of(
                Measurements.of("ours", "1 MB/s", 1, 1, 10, List.of()),
                Measurements.of("ours", "9 MB/s", 1, 9, 10, List.of()),
                Measurements.of("ours", "25 MB/s", 1, 25, 10, List.of())));
    assertThat(table).contains("0.000 cores + 10.00 ms/MB, R² 1.0000");
  }
}
