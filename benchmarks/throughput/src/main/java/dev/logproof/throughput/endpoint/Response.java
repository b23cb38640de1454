package dev.logproof.throughput.endpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes prepared PutRecordBatch responses. Record ids have Firehose's length, since parsing them
 * is part of a client's cost. Confined to one connection.
 */
final class Response {
  static final int MAX_RECORDS = 500;

  private static final int RECORD_ID_CHARACTERS = 224;
  private static final byte[] START =
      "{\"FailedPutCount\":0,\"Encrypted\":false,\"RequestResponses\":[".getBytes(US_ASCII);
  private static final byte[] END = "]}".getBytes(US_ASCII);
  private static final byte[] ENTRY =
      ("{\"RecordId\":\"" + "x".repeat(RECORD_ID_CHARACTERS) + "\"},").getBytes(US_ASCII);
  private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] REFUSAL =
      "{\"__type\":\"InvalidArgumentException\",\"message\":\"not understood\"}".getBytes(US_ASCII);

  private final byte[] buffer = new byte[1_000 + MAX_RECORDS * ENTRY.length];
  private int length;

  static void goOn(OutputStream out) throws IOException {
    out.write(CONTINUE);
    out.flush();
  }

  void accept(OutputStream out, int records) throws IOException {
    int entries = records * ENTRY.length - (records > 0 ? 1 : 0);
    begin("200 OK", START.length + entries + END.length);
    put(START);
    for (int i = 0; i < records; i++) {
      put(ENTRY);
    }
    length -= records > 0 ? 1 : 0;
    put(END);
    out.write(buffer, 0, length);
    out.flush();
  }

  void refuse(OutputStream out) throws IOException {
    begin("400 Bad Request", REFUSAL.length);
    put(REFUSAL);
    out.write(buffer, 0, length);
    out.flush();
  }

  private void begin(String status, int contentBytes) {
    length = 0;
    put(
        ("HTTP/1.1 "
                + status
                + "\r\nx-amzn-RequestId: 00000000-0000-4000-8000-000000000000\r\n"
                + "Content-Type: application/x-amz-json-1.1\r\nContent-Length: "
                + contentBytes
                + "\r\n\r\n")
            .getBytes(US_ASCII));
  }

  private void put(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }
}
