package dev.logproof.system.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Sends requests whose answers only have to be 200. */
final class HttpAnswer {
  private HttpAnswer() {}

  static void requireOk(HttpRequest request) throws IOException, InterruptedException {
    int status =
        HttpClient.newHttpClient()
            .send(request, HttpResponse.BodyHandlers.discarding())
            .statusCode();
    assertThat(status).isEqualTo(200);
  }
}
