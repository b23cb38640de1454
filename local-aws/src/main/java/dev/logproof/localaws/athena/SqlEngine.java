package dev.logproof.localaws.athena;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Runs SQL over objects in S3. Calls block. Thread-safe. */
interface SqlEngine {
  /**
   * Result of a statement; {@code columns} is empty without rows. Null and a value absent from the
   * JSON are the same.
   */
  record Result(List<Column> columns, List<Row> rows, long scannedBytes) {
    static final Result EMPTY = new Result(List.of(), List.of(), 0);

    public Result {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /** A name and a type such as {@code decimal(10,2)}. */
  record Column(String name, String type) {}

  /** Values as text; empty for null. */
  record Row(List<Optional<String>> values) {
    public Row {
      values = List.copyOf(values);
    }
  }

  /** A failure caused by the client or a transient condition. */
  final class FailedException extends IOException {
    private static final long serialVersionUID = 1L;
    private final boolean retryable;

    FailedException(String message, boolean retryable) {
      super(message);
      this.retryable = retryable;
    }

    boolean retryable() {
      return retryable;
    }
  }

  /**
   * Runs one statement.
   *
   * @param goOn polled repeatedly; false cancels the statement
   * @throws FailedException when it fails or is cancelled
   */
  Result run(String sql, String database, BooleanSupplier goOn)
      throws IOException, InterruptedException;
}
