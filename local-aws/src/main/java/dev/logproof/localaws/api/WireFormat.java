package dev.logproof.localaws.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Format of a request and of its response. Kinesis takes both. Thread-safe. */
public final class WireFormat {
  /** AWS JSON 1.1. */
  public static final WireFormat JSON =
      new WireFormat("application/x-amz-json-1.1", new JsonMapper());

  /** AWS CBOR 1.1, as the Java SDK speaks to Kinesis. */
  public static final WireFormat CBOR =
      new WireFormat("application/x-amz-cbor-1.1", new CBORMapper());

  /** Tag of a time since 1970; AWS's are milliseconds. */
  private static final int TIME_TAG = 1;

  private final String contentType;
  private final ObjectMapper mapper;

  private WireFormat(String contentType, ObjectMapper mapper) {
    this.contentType = contentType;
    this.mapper = mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** Returns the format that a request announces. */
  public static WireFormat of(FullHttpRequest request) {
    String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    return type.startsWith(CBOR.contentType) ? CBOR : JSON;
  }

  /** Returns the value of {@code Content-Type}. */
  public String contentType() {
    return contentType;
  }

  /** Opens a parser, which the caller closes. */
  public JsonParser parser(ByteBuf body) throws IOException {
    InputStream in = new ByteBufInputStream(body);
    return mapper.createParser(in);
  }

  /**
   * Reads a request.
   *
   * @throws ApiException when it is not in this format
   */
  public JsonStruct read(ByteBuf body) {
    try (InputStream in = new ByteBufInputStream(body)) {
      JsonNode tree = mapper.readTree(in);
      return JsonStruct.of(tree, "");
    } catch (JsonProcessingException e) {
      throw RequestErrors.serialization(e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a response member by member. */
  @FunctionalInterface
  public interface Content {
    /** Writes what stands between the braces. */
    void write(JsonGenerator to) throws IOException;
  }

  /** Returns a response that the caller releases. */
  public ByteBuf write(ByteBufAllocator buffers, Content content) {
    ByteBuf body = buffers.buffer();
    boolean written = false;
    try (OutputStream out = new ByteBufOutputStream(body);
        JsonGenerator to = mapper.createGenerator(out)) {
      to.writeStartObject();
      content.write(to);
      to.writeEndObject();
      written = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!written) {
        body.release();
      }
    }
    return body;
  }

  /** Returns a response that the caller releases. */
  public ByteBuf write(ByteBufAllocator buffers, ObjectNode tree) {
    try {
      byte[] bytes = mapper.writeValueAsBytes(tree);
      return buffers.buffer(bytes.length).writeBytes(bytes);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the response to a failed request, which the caller releases. */
  public ByteBuf error(ByteBufAllocator buffers, ApiException error) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("__type", error.type()).put("message", error.getMessage());
    return write(buffers, body);
  }

  /** Writes a member with a time. */
  public void writeTime(JsonGenerator to, String name, Instant time) throws IOException {
    to.writeFieldName(name);
    if (to instanceof CBORGenerator cbor) {
      cbor.writeTag(TIME_TAG);
      cbor.writeNumber(time.toEpochMilli());
    } else {
      to.writeNumber(time.toEpochMilli() / 1e3);
    }
  }
}
