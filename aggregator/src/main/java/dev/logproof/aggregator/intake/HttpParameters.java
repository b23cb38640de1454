package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Request parameters as in in_http: the query, overridden by a form or by the body under the name
 * of its type. Values are ISO-8859-1 bytes, because they may hold MessagePack. Stateless.
 */
final class HttpParameters {
  static final String TIME = "time";
  static final String JSON = "json";
  static final String NDJSON = "ndjson";
  static final String MSGPACK = "msgpack";

  private static final int MAX_PARAMETERS = 1_024;

  private HttpParameters() {}

  /** Returns the parameters of the query alone. */
  static Map<String, byte[]> of(QueryStringDecoder uri) {
    Map<String, byte[]> parameters = new HashMap<>();
    addAll(parameters, uri.parameters());
    return parameters;
  }

  static Map<String, byte[]> of(FullHttpRequest request, QueryStringDecoder uri)
      throws IOException {
    Map<String, byte[]> parameters = of(uri);
    String type =
        request.headers().get(HttpHeaderNames.CONTENT_TYPE, "").strip().toLowerCase(Locale.ROOT);
    if (type.startsWith("application/x-www-form-urlencoded")) {
      String body = request.content().toString(ISO_8859_1);
      addAll(parameters, decoder(body, false).parameters());
    } else if (type.startsWith("multipart/form-data")) {
      addParts(parameters, request);
    } else if (request.content().isReadable()) {
      parameters.put(nameFor(type), ByteBufUtil.getBytes(request.content()));
    }
    return parameters;
  }

  /** A missing or unknown type counts as JSON. */
  private static String nameFor(String type) {
    if (type.startsWith("application/msgpack") || type.startsWith("application/x-msgpack")) {
      return MSGPACK;
    }
    return type.startsWith("application/x-ndjson") ? NDJSON : JSON;
  }

  /** {@code ;} is no separator, as in user agents. */
  static QueryStringDecoder decoder(String text, boolean hasPath) {
    return new QueryStringDecoder(text, ISO_8859_1, hasPath, MAX_PARAMETERS, true);
  }

  private static void addAll(Map<String, byte[]> parameters, Map<String, List<String>> more) {
    more.forEach(
        (name, values) -> parameters.put(name, values.get(values.size() - 1).getBytes(ISO_8859_1)));
  }

  private static void addParts(Map<String, byte[]> parameters, FullHttpRequest request)
      throws IOException {
    HttpPostMultipartRequestDecoder parts = null;
    try {
      parts =
          new HttpPostMultipartRequestDecoder(
              new DefaultHttpDataFactory(false),
              request,
              ISO_8859_1,
              MAX_PARAMETERS,
              request.content().readableBytes() + 1);
      for (InterfaceHttpData part : parts.getBodyHttpDatas()) {
        if (part instanceof Attribute attribute) {
          parameters.put(attribute.getName(), attribute.get());
        } else if (part instanceof FileUpload file) {
          parameters.put(file.getName(), file.get());
        }
      }
    } catch (HttpPostRequestDecoder.ErrorDataDecoderException
        | HttpPostRequestDecoder.EndOfDataDecoderException e) {
      throw new IOException("malformed multipart/form-data: " + e.getMessage(), e);
    } finally {
      if (parts != null) {
        parts.destroy();
      }
    }
  }

  static boolean areEmpty(Map<String, byte[]> parameters) {
    return !parameters.containsKey(JSON)
        && !parameters.containsKey(NDJSON)
        && !parameters.containsKey(MSGPACK);
  }

  /** Returns msgpack maps. */
  static List<byte[]> events(Map<String, byte[]> parameters) throws IOException {
    if (parameters.containsKey(MSGPACK)) {
      return MessagePackEvents.parse(parameters.get(MSGPACK));
    }
    if (parameters.containsKey(JSON)) {
      return HttpEvents.parse(parameters.get(JSON));
    }
    if (parameters.containsKey(NDJSON)) {
      return HttpEvents.parseLines(parameters.get(NDJSON));
    }
    throw new IOException(
        "no event: expected a json=, ndjson= or msgpack= parameter, or a body of JSON");
  }
}
