package dev.logproof.throughput;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Environment variables of an aggregator's command. */
final class ContenderEnvironment {
  private ContenderEnvironment() {}

  static Map<String, String> of(
      TrialSettings settings, int endpointPort, int forwardPort, Path directory) {
    EndpointTransport transport = settings.transport();
    String endpoint = transport.scheme() + "://localhost:" + endpointPort;
    Map<String, String> variables = new TreeMap<>();
    variables.put("BENCHMARK_FORWARD_PORT", Integer.toString(forwardPort));
    variables.put("BENCHMARK_FIREHOSE_HOST", "localhost");
    variables.put("BENCHMARK_FIREHOSE_PORT", Integer.toString(endpointPort));
    variables.put("BENCHMARK_FIREHOSE_URL", endpoint);
    variables.put("BENCHMARK_CA_FILE", transport.authority());
    variables.put("BENCHMARK_JAVA_FLAGS", transport.javaFlags());
    variables.put("BENCHMARK_TAG", settings.tag());
    variables.put("BENCHMARK_FLUSH_SECONDS", seconds(settings));
    variables.put("BENCHMARK_AGGREGATE_RECORDS", Boolean.toString(settings.aggregateRecords()));
    variables.put("BENCHMARK_DIRECTORY", directory.toString());
    variables.put("AWS_ENDPOINT_URL_FIREHOSE", endpoint);
    variables.put("AWS_REGION", "us-west-2");
    variables.put("AWS_ACCESS_KEY_ID", "benchmark");
    variables.put("AWS_SECRET_ACCESS_KEY", "benchmark");
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
    return variables;
  }

  private static String seconds(TrialSettings settings) {
    String text = Double.toString(settings.flushInterval().toMillis() / 1e3);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
