package dev.logproof.benchmarks;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.FilterConfig;
import dev.logproof.aggregator.config.FilterRule;
import dev.logproof.aggregator.filter.EventFilters;
import dev.logproof.aggregator.filter.FailedEvents;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.transcode.RecordTranscoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Transcodes events behind filters, and the same events without. The pair of a filter and its
 * {@code NO} shows what the filter adds to the conversion alone; intake, signing and sending, which
 * cost more, are the same in both.
 */
@State(Scope.Thread)
public class FilterBenchmark {
  private static final int EVENTS = 200;

  /** Filters, and the events that they get. */
  public enum Case {
    NO_FILTER("", false),
    TWO_CONSTANTS(
        "<filter **>\n@type record_transformer\n<record>\ncluster prod\nservice web:7\n</record>\n</filter>\n",
        false),
    GREP(
        "<filter **>\n@type grep\n<exclude>\nkey log\npattern GET /healthz\n</exclude>\n</filter>\n",
        false),
    GREP_BY_REGEXP(
        "<filter **>\n@type grep\n<regexp>\nkey log\npattern / 200 \\d+$/\n</regexp>\n</filter>\n",
        false),
    NO_FILTER_OF_JSON("", true),
    PARSER_JSON(
        "<filter **>\n@type parser\nkey_name log\nreserve_data true\nremove_key_name_field true\n<parse>\n@type json\n</parse>\n</filter>\n",
        true);

    private final String filters;
    private final boolean json;

    Case(String filters, boolean json) {
      this.filters = filters;
      this.json = json;
    }

    List<FilterConfig> configs() {
      String text =
          "<source>\n@type forward\n</source>\n" + filters + "<match **>\n@type null\n</match>\n";
      return AggregatorConfig.parse("benchmark.conf", text, Map.of())
          .routesByLabel()
          .get("")
          .get(0)
          .filters()
          .stream()
          .map(FilterRule::filter)
          .toList();
    }
  }

  /** The case measured. */
  @Param public Case filter = Case.NO_FILTER;

  private final RecordTranscoder transcoder = new RecordTranscoder();
  private final int[] ends = new int[EVENTS];
  private ByteBuf input;
  private ByteBuf chunk;
  private EventLoopOutput output;

  /** Prepares events and filters. */
  @Setup
  public void open() {
    input = PooledByteBufAllocator.DEFAULT.heapBuffer();
    for (int event = 0; event < EVENTS; event++) {
      input.writeBytes(filter.json ? jsonRecord(event) : Records.ASCII.record(event));
      ends[event] = input.writerIndex();
    }
    input.writeZero(Long.BYTES);
    chunk = PooledByteBufAllocator.DEFAULT.directBuffer(2 * input.writerIndex());
    EventLoopOutput conversion =
        (event, offset, length, ack) -> transcoder.transcode(event, offset, length, chunk);
    List<FilterConfig> configs = filter.configs();
    Ledger ledger = new Ledger();
    output =
        configs.isEmpty()
            ? conversion
            : new EventFilters(ledger, Clock.systemUTC(), System.out)
                .before(conversion, configs, "frontend", new FailedEvents(ledger));
  }

  private static byte[] jsonRecord(int number) {
    String log =
        "{\"level\":\"info\",\"method\":\"GET\",\"path\":\"/images/logos/hubble_"
            + number
            + ".gif\",\"status\":200,\"bytes\":1042,\"ms\":0.25}";
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packMapHeader(2);
      packer.packString("container_name").packString("/ecs-frontend-12-apache");
      packer.packString("log").packString(log);
      return packer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Releases the buffers. */
  @TearDown
  public void close() {
    input.release();
    chunk.release();
  }

  /** Passes all events on. */
  @Benchmark
  public int pass(Bytes counted) {
    chunk.clear();
    int start = 0;
    for (int end : ends) {
      output.time(1, 0);
      output.take(input, start, end - start, PendingAck.NONE);
      start = end;
    }
    counted.add(start);
    return chunk.writerIndex();
  }
}
