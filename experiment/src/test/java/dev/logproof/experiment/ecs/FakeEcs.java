package dev.logproof.experiment.ecs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * A stand-in for ECS's JSON 1.1 API: one service whose looks after UpdateService are scripted, and
 * tasks. Its requests are handled one at a time.
 */
public final class FakeEcs implements AutoCloseable {
  public static final String CLUSTER = "logging";
  public static final String SERVICE = "aggregator";
  public static final Instant EVENT_AT = Instant.parse("2026-01-31T12:00:00Z");

  private static final String TASK_ARN = "arn:aws:ecs:us-west-2:1:task/logging/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Deque<Reply>> scripted = new HashMap<>();
  private final Map<String, String> tasks = new HashMap<>();
  private List<Look> looks = List.of(Look.completed());
  private List<String> serviceTasks = List.of("old-1", "old-2");
  private Consumer<List<String>> onRunTask = command -> {};
  private int pageSize = 100;
  private int deployments = 1;

  /** Looks since UpdateService; negative before. */
  private int looked = -1;

  /** An answer in place of the usual one. */
  private record Reply(int status, String body) {}

  /**
   * Responses of DescribeServices and DescribeTasks.
   *
   * @param json deployments of the service; {@code ID} is the new one's id
   * @param event empty without a new one
   * @param oldStopped whether the old tasks have stopped
   */
  public record Look(String json, String event, boolean oldStopped) {
    /** Both generations run. */
    public static Look rolling(int newTasks) {
      return new Look(
          deployment("ID", "PRIMARY", "IN_PROGRESS", "", newTasks)
              + ","
              + deployment("ecs-svc/0", "ACTIVE", "COMPLETED", "", 2),
          "(service aggregator) has started " + newTasks + " tasks",
          false);
    }

    /** The new generation is steady, and old tasks wait for their deregistration delay. */
    public static Look draining() {
      return new Look(deployment("ID", "PRIMARY", "COMPLETED", "", 2), "", false);
    }

    /** Only the new generation is left. */
    public static Look completed() {
      return new Look(
          deployment("ID", "PRIMARY", "COMPLETED", "", 2),
          "(service aggregator) has reached a steady state.",
          true);
    }

    /** The circuit breaker rolls back. */
    public static Look failed() {
      return new Look(
          deployment("ecs-svc/0", "PRIMARY", "IN_PROGRESS", "rolling back", 2)
              + ","
              + deployment(
                  "ID", "ACTIVE", "FAILED", "ECS deployment circuit breaker: tasks failed", 0),
          "",
          false);
    }
  }

  /** Starts the server. */
  public FakeEcs() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  /** A client with the settings of the program. */
  public EcsClient client() {
    return StandardEcs.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
        .region(Region.US_WEST_2)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .build();
  }

  /** Sets what is seen after each UpdateService; the last look repeats. */
  public synchronized FakeEcs looks(Look... script) {
    looks = List.of(script);
    return this;
  }

  /** Sets the tasks of the service and the size of a page of ListTasks. */
  synchronized void serviceTasks(List<String> ids, int page) {
    serviceTasks = List.copyOf(ids);
    pageSize = page;
  }

  /** Replaces the next answers to {@code action} by an error. */
  synchronized void failNext(String action, int times, String code, String message) {
    int status = code.startsWith("Server") ? 500 : 400;
    replyNext(
        action,
        times,
        status,
        String.format("{\"__type\":\"%s\",\"message\":\"%s\"}", code, message));
  }

  /** Replaces the next answers to {@code action}. */
  synchronized void replyNext(String action, int times, int status, String body) {
    for (int i = 0; i < times; i++) {
      scripted.computeIfAbsent(action, name -> new ArrayDeque<>()).add(new Reply(status, body));
    }
  }

  /** Lets the next RunTask start nothing. */
  public synchronized void refuseNextTask(String reason) {
    replyNext("RunTask", 1, 200, "{\"tasks\":[],\"failures\":[{\"reason\":\"" + reason + "\"}]}");
  }

  /** Ends a task by itself. */
  public synchronized void endTask(String id) {
    tasks.put(arn(id), "STOPPED");
  }

  /** Takes the command of each task that is started. */
  public synchronized void onRunTask(Consumer<List<String>> consumer) {
    onRunTask = consumer;
  }

  /** Requests, as {@code Action {body}}. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** Number of requests of {@code action}. */
  public long count(String action) {
    return calls.stream().filter(call -> call.startsWith(action + " ")).count();
  }

  static String arn(String id) {
    return TASK_ARN + id;
  }

  /** A service in the middle of a deployment of somebody else. */
  static String busyService() {
    return "{\"services\":[{\"status\":\"ACTIVE\",\"desiredCount\":2,\"runningCount\":2,"
        + "\"pendingCount\":0,\"deployments\":["
        + deployment("ecs-svc/7", "PRIMARY", "IN_PROGRESS", "", 1)
        + "]}]}";
  }

  static String deployment(String id, String status, String state, String reason, int running) {
    return String.format(
        Locale.ROOT,
        "{\"id\":\"%s\",\"status\":\"%s\",\"rolloutState\":\"%s\",\"rolloutStateReason\":\"%s\","
            + "\"desiredCount\":2,\"runningCount\":%d,\"pendingCount\":0,\"failedTasks\":0}",
        id,
        status,
        state,
        reason,
        running);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String action = target.substring(target.indexOf('.') + 1);
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      calls.add(action + " " + body);
      Reply reply = reply(action, JSON.readTree(body));
      byte[] bytes = reply.body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private synchronized Reply reply(String action, JsonNode request) {
    Deque<Reply> script = scripted.getOrDefault(action, new ArrayDeque<>());
    if (!script.isEmpty()) {
      return script.remove();
    }
    return new Reply(
        200,
        switch (action) {
          case "DescribeServices" -> describeServices();
          case "UpdateService" -> updateService();
          case "ListTasks" -> listTasks(request);
          case "DescribeTasks" -> describeTasks(request);
          case "RunTask" -> runTask(request);
          case "StopTask" -> stopTask(request);
          default -> throw new IllegalStateException("unexpected call " + action);
        });
  }

  private String describeServices() {
    String json =
        looked < 0
            ? deployment("ecs-svc/0", "PRIMARY", "COMPLETED", "", 2)
            : look().json().replace("ID", id());
    String answer = "{\"services\":[" + service(json) + "],\"failures\":[]}";
    if (looked >= 0) {
      looked++;
    }
    return answer;
  }

  private String updateService() {
    looked = 0;
    deployments++;
    String json = deployment(id(), "PRIMARY", "IN_PROGRESS", "", 0);
    return "{\"service\":" + service(json) + "}";
  }

  private String id() {
    return "ecs-svc/" + (deployments - 1);
  }

  private Look look() {
    return looks.get(Math.min(looked, looks.size() - 1));
  }

  private String service(String deploymentsJson) {
    List<String> events = new ArrayList<>();
    events.add(event("before", "(service aggregator) an earlier message"));
    for (int i = 0; i <= Math.min(looked, looks.size() - 1); i++) {
      if (!looks.get(i).event().isEmpty()) {
        events.add(0, event(id() + "-" + i, looks.get(i).event()));
      }
    }
    return String.format(
        "{\"serviceName\":\"%s\",\"status\":\"ACTIVE\",\"desiredCount\":2,\"runningCount\":2,"
            + "\"pendingCount\":0,\"deployments\":[%s],\"events\":[%s]}",
        SERVICE, deploymentsJson, String.join(",", events));
  }

  private static String event(String id, String message) {
    return "{\"id\":\"%s\",\"createdAt\":%s,\"message\":\"%s\"}"
        .formatted(id, EVENT_AT.getEpochSecond(), message);
  }

  private String listTasks(JsonNode request) {
    int from = request.path("nextToken").asInt(0);
    int to = Math.min(serviceTasks.size(), from + pageSize);
    String arns =
        serviceTasks.subList(from, to).stream()
            .map(id -> "\"" + arn(id) + "\"")
            .collect(Collectors.joining(","));
    String next = to < serviceTasks.size() ? ",\"nextToken\":\"" + to + "\"" : "";
    return "{\"taskArns\":[" + arns + "]" + next + "}";
  }

  private String describeTasks(JsonNode request) {
    List<String> described = new ArrayList<>();
    for (JsonNode arn : request.path("tasks")) {
      String task = arn.asText();
      boolean old = serviceTasks.contains(task.substring(TASK_ARN.length()));
      String status = old && looked >= 0 && look().oldStopped() ? "STOPPED" : "RUNNING";
      described.add(task(task, tasks.getOrDefault(task, status)));
    }
    return "{\"tasks\":[" + String.join(",", described) + "],\"failures\":[]}";
  }

  private static String task(String arn, String status) {
    String container = "\"name\":\"load\",\"lastStatus\":\"" + status + "\"";
    String stopped = "";
    if (status.equals("STOPPED")) {
      container += ",\"exitCode\":0";
      stopped =
          String.format(
              Locale.ROOT,
              ",\"stoppingAt\":%d,\"executionStoppedAt\":%d,\"stoppedAt\":%d,"
                  + "\"stopCode\":\"ServiceSchedulerInitiated\","
                  + "\"stoppedReason\":\"Scaling activity initiated by deployment\"",
              EVENT_AT.getEpochSecond() + 60,
              EVENT_AT.getEpochSecond() + 65,
              EVENT_AT.getEpochSecond() + 80);
    }
    return String.format(
        "{\"taskArn\":\"%s\",\"lastStatus\":\"%s\",\"containers\":[{%s}]%s}",
        arn, status, container, stopped);
  }

  private String runTask(JsonNode request) {
    List<String> command = new ArrayList<>();
    request
        .at("/overrides/containerOverrides/0/command")
        .forEach(word -> command.add(word.asText()));
    onRunTask.accept(command);
    String arn = arn("load-" + (tasks.size() + 1));
    tasks.put(arn, "RUNNING");
    return "{\"tasks\":[" + task(arn, "PROVISIONING") + "],\"failures\":[]}";
  }

  private String stopTask(JsonNode request) {
    String arn = request.path("task").asText();
    tasks.put(arn, "STOPPED");
    return "{\"task\":" + task(arn, "STOPPED") + "}";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
