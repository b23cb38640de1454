package dev.logproof.experiment.targets;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Placeholders of a task, see {@code examples/targets/README.md}. */
final class TaskValues {
  private static final String NONE = "";

  private TaskValues() {}

  /**
   * Returns the values of one task.
   *
   * @param exports variables printed by local-aws, or those of another destination
   * @param template directory of the template
   * @param work directory of the task
   */
  static Placeholders of(
      Map<String, String> exports,
      String program,
      Path template,
      Path work,
      int forwardPort,
      int httpPort) {
    String endpoint = exports.getOrDefault("AWS_ENDPOINT_URL_FIREHOSE", NONE);
    String tlsEndpoint = exports.getOrDefault("LOGPROOF_FIREHOSE_TLS", NONE);
    Map<String, String> values = new HashMap<>();
    values.put("program", program);
    values.put("forward_port", Integer.toString(forwardPort));
    values.put("http_port", Integer.toString(httpPort));
    values.put("endpoint", endpoint);
    values.put("endpoint_host", host(endpoint));
    values.put("endpoint_port", port(endpoint));
    values.put("tls_endpoint", tlsEndpoint);
    values.put("tls_endpoint_host", host(tlsEndpoint));
    values.put("tls_endpoint_port", port(tlsEndpoint));
    values.put("ca_file", exports.getOrDefault("LOGPROOF_FIREHOSE_CA", NONE));
    values.put("region", exports.getOrDefault("AWS_REGION", NONE));
    values.put("access_key_id", exports.getOrDefault("AWS_ACCESS_KEY_ID", NONE));
    values.put("secret_access_key", exports.getOrDefault("AWS_SECRET_ACCESS_KEY", NONE));
    values.put("directory", work.toString());
    values.put("template", template.toString());
    return new Placeholders(values);
  }

  private static String host(String url) {
    return url.isEmpty() ? NONE : URI.create(url).getHost();
  }

  private static String port(String url) {
    return url.isEmpty() ? NONE : Integer.toString(URI.create(url).getPort());
  }
}
