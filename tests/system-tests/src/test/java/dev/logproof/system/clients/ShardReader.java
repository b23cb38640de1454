package dev.logproof.system.clients;

import dev.logproof.system.support.LocalCloud;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Reads the records of a stream of Kinesis with AWS's client. */
final class ShardReader implements AutoCloseable {
  private final KinesisClient client;
  private final String stream;

  ShardReader(LocalCloud cloud, String stream) {
    this.stream = stream;
    client =
        KinesisClient.builder()
            .endpointOverride(URI.create(cloud.environment().get("AWS_ENDPOINT_URL_KINESIS")))
            .region(Region.of(cloud.environment().get("AWS_REGION")))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        cloud.environment().get("AWS_ACCESS_KEY_ID"),
                        cloud.environment().get("AWS_SECRET_ACCESS_KEY"))))
            .httpClientBuilder(Apache5HttpClient.builder())
            .build();
  }

  void create(int shards) {
    client.createStream(create -> create.streamName(stream).shardCount(shards));
  }

  /** Returns the records of each shard in order, shard after shard. */
  List<Record> all() {
    List<Record> all = new ArrayList<>();
    client
        .listShards(list -> list.streamName(stream))
        .shards()
        .forEach(shard -> all.addAll(read(shard.shardId())));
    return all;
  }

  private List<Record> read(String shard) {
    List<Record> read = new ArrayList<>();
    String next =
        client
            .getShardIterator(
                get ->
                    get.streamName(stream)
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    boolean more = true;
    while (more) {
      String iterator = next;
      GetRecordsResponse page = client.getRecords(get -> get.shardIterator(iterator));
      read.addAll(page.records());
      next = page.nextShardIterator();
      more = !page.records().isEmpty();
    }
    return read;
  }

  @Override
  public void close() {
    client.close();
  }
}
