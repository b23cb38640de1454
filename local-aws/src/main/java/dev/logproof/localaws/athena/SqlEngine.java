package dev.logproof.localaws.athena;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Runs SQL over the objects in S3. Thread-safe; calls block. */
interface SqlEngine {
  /**
   * What a statement gave.
   *
   * @param columns none when it gives no rows
   * @param rows values in the order of the columns; null is an absent value in JSON, too
   * @param scannedBytes read from S3
   */
  record Result(List<Column> columns, List<Row> rows, long scannedBytes) {
    /** Copies the lists. */
    public Result {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /** A column's name and type, such as {@code varchar} or {@code decimal(10,2)}. */
  record Column(String name, String type) {}

  /** Values as text; those that are null are empty. */
  record Row(List<Optional<String>> values) {
    /** Copies the list. */
    public Row {
      values = List.copyOf(values);
    }
  }

  /** A statement failed: at the caller's fault, or for a reason that may pass. */
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
   * @param database for names that name none
   * @param goOn is asked again and again; when it says no the statement is cancelled
   * @throws FailedException when the statement fails, or was cancelled
   */
  Result run(String sql, String database, BooleanSupplier goOn)
      throws IOException, InterruptedException;
}
