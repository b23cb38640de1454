package dev.logproof.aggregator.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.logproof.aggregator.access.Secret;
import dev.logproof.aggregator.config.CredentialsConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Each kind of credentials is read where the configuration says. */
class CredentialsProvidersTest {
  private static final String STS_RESPONSE =
      """
      <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <AssumeRoleResult><Credentials>
          <AccessKeyId>ID%d</AccessKeyId><SecretAccessKey>key</SecretAccessKey>
          <SessionToken>token</SessionToken><Expiration>%s</Expiration>
        </Credentials></AssumeRoleResult>
      </AssumeRoleResponse>
      """;

  @TempDir Path directory;

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile long lifetimeSeconds = 3_600;
  private HttpServer sts;

  @BeforeEach
  void startService() throws IOException {
    sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sts.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          requests.add(exchange.getRequestURI() + " " + URLDecoder.decode(body, UTF_8));
          Instant end = Instant.now().plusSeconds(lifetimeSeconds);
          byte[] response = STS_RESPONSE.formatted(requests.size(), end).getBytes(UTF_8);
          exchange.sendResponseHeaders(status, response.length);
          exchange.getResponseBody().write(response);
          exchange.close();
        });
    sts.start();
  }

  @AfterEach
  void stopService() {
    sts.stop(0);
  }

  private String endpoint() {
    return "http://127.0.0.1:" + sts.getAddress().getPort();
  }

  private static AwsCredentialsProvider provider(CredentialsConfig config) {
    return CredentialsProviders.of(config, "eu-west-1", Map.of());
  }

  private static AwsCredentials credentials(CredentialsConfig config) {
    return provider(config).resolveCredentials();
  }

  private AwsCredentialsProvider role(String endpoint, String proxy) {
    return provider(
        new CredentialsConfig.AssumeRole(
            "arn:aws:iam::1:role/r",
            "host-audit",
            "{}",
            900,
            "ext",
            new CredentialsConfig.StsAccess("", endpoint, proxy),
            new CredentialsConfig.StandardChain()));
  }

  /** Of the identity that assumes the role. */
  @BeforeEach
  void setKeys() {
    System.setProperty("aws.accessKeyId", "own");
    System.setProperty("aws.secretAccessKey", "own");
  }

  @AfterEach
  void clearKeys() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @Test
  void takesKeysFromConfiguration() {
    AwsCredentials plain =
        credentials(new CredentialsConfig.Keys("A", Secret.of("B"), Secret.of("")));
    assertThat(plain.accessKeyId()).isEqualTo("A");
    assertThat(plain.secretAccessKey()).isEqualTo("B");
    AwsCredentials session =
        credentials(new CredentialsConfig.Keys("A", Secret.of("B"), Secret.of("C")));
    assertThat(session).isEqualTo(AwsSessionCredentials.create("A", "B", "C"));
  }

  @Test
  void assumesRoleOnceUntilCredentialsExpire() {
    AwsCredentialsProvider role = role(endpoint(), "");
    assertThat(role.resolveCredentials().accessKeyId()).isEqualTo("ID1");
    assertThat(role.resolveCredentials().accessKeyId()).isEqualTo("ID1");
    assertThat(requests)
        .singleElement()
        .asString()
        .contains(
            "Action=AssumeRole",
            "RoleArn=arn:aws:iam::1:role/r",
            "RoleSessionName=host-audit",
            "DurationSeconds=900",
            "ExternalId=ext",
            "Policy={}");
  }

  @Test
  @Timeout(60)
  void asksAgainBeforeCredentialsExpire() {
    lifetimeSeconds = 30;
    AwsCredentialsProvider role = role(endpoint(), "");
    assertThat(role.resolveCredentials().accessKeyId()).isEqualTo("ID1");
    String id = "ID1";
    while (id.equals("ID1")) {
      id = role.resolveCredentials().accessKeyId();
    }
    assertThat(id).startsWith("ID");
  }

  @Test
  void asksAgainAfterServiceFailed() {
    status = 400;
    AwsCredentialsProvider role = role(endpoint(), "");
    assertThatThrownBy(role::resolveCredentials).isInstanceOf(RuntimeException.class);
    status = 200;
    assertThat(role.resolveCredentials().accessKeyId()).startsWith("ID");
  }

  @Test
  void callsStsThroughProxy() {
    AwsCredentialsProvider role = role("http://sts.invalid", endpoint());
    assertThat(role.resolveCredentials().accessKeyId()).isEqualTo("ID1");
    assertThat(requests).singleElement().asString().startsWith("http://sts.invalid");
  }

  @Test
  void readsOutputOfProcessAsShellCommand() {
    AwsCredentials read =
        credentials(
            new CredentialsConfig.ProcessOutput(
                "printf '{\"Version\":1,\"AccessKeyId\":\"P\",\"SecretAccessKey\":\"%s\"}' s"));
    assertThat(read.accessKeyId()).isEqualTo("P");
    assertThat(read.secretAccessKey()).isEqualTo("s");
  }

  @Test
  void readsProfileOfFile() throws IOException {
    Path file = directory.resolve("credentials");
    Files.writeString(
        file,
        """
        [default]
        aws_access_key_id = D
        aws_secret_access_key = s
        [logs]
        aws_access_key_id = L
        aws_secret_access_key = s
        """);
    assertThat(credentials(new CredentialsConfig.SharedFile(file.toString(), "logs")).accessKeyId())
        .isEqualTo("L");
    assertThat(credentials(new CredentialsConfig.SharedFile(file.toString(), "")).accessKeyId())
        .isEqualTo("D");
  }

  @Test
  void readsTokenOfWebIdentityForEachRequest() {
    AwsCredentialsProvider identity =
        provider(
            new CredentialsConfig.WebIdentity(
                "r",
                "n",
                directory.resolve("absent").toString(),
                "",
                3600,
                CredentialsConfig.StsAccess.OF_OUTPUT));
    assertThatThrownBy(identity::resolveCredentials)
        .hasMessageContaining("cannot read web_identity_token_file");
  }
}
