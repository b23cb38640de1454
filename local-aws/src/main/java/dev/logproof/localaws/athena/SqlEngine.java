package dev.logproof.localaws.athena;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Runs SQL over objects in S3. Calls block. Thread-safe. */
interface SqlEngine {
  /**
   * Result of a statement.
   *
   * @param columns empty for statements without rows
   * @param rows values in column order; null and a value absent from the JSON are the same
   * @param scannedBytes bytes read from S3
   */
  record Result(List<Column> columns, List<Row> rows, long scannedBytes) {
    /** Copies the lists. */
    public Result {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /** A column's name and its type, such as {@code varchar} or {@code decimal(10,2)}. */
  record Column(String name, String type) {}

  /** Values as text; empty for null. */
  record Row(List<Optional<String>> values) {
    /** Copies the list. */
    public Row {
      values = List.copyOf(values);
    }
  }

  /** A failed statement, caused by the client or by a transient condition. */
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
   * @param database default database for unqualified names
   * @param goOn polled repeatedly; false cancels the statement
   * @throws FailedException when the statement fails or is cancelled
   */
  Result run(String sql, String database, BooleanSupplier goOn)
      throws IOException, InterruptedException;
}
