package dev.logproof.localaws.athena;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of result rows. A query's first row holds the column names (Athena's reference,
 * "GetQueryResults"). {@code next} is empty text on the last page.
 */
record ResultPage(List<SqlEngine.Row> rows, String next) {
  private static final int MAX_ROWS = 1_000;
  private static final String TOKEN = "row-";

  /** Reads {@code NextToken} and {@code MaxResults} from {@code body}. */
  static ResultPage of(SqlEngine.Result result, boolean header, JsonNode body) {
    int limit = body.path("MaxResults").asInt(MAX_ROWS);
    if (limit < 1 || limit > MAX_ROWS) {
      throw AthenaErrors.invalid("MaxResults: expected 1 to " + MAX_ROWS + ", not " + limit);
    }
    int total = result.rows().size() + (header ? 1 : 0);
    int from = offset(body.path("NextToken").asText(TOKEN + 0), total);
    int to = Math.min(total, from + limit);
    List<SqlEngine.Row> rows = new ArrayList<>();
    for (int row = from; row < to; row++) {
      rows.add(header ? withHeader(result, row) : result.rows().get(row));
    }
    return new ResultPage(rows, to < total ? TOKEN + to : "");
  }

  private static SqlEngine.Row withHeader(SqlEngine.Result result, int row) {
    return row > 0
        ? result.rows().get(row - 1)
        : new SqlEngine.Row(
            result.columns().stream().map(column -> Optional.of(column.name())).toList());
  }

  private static int offset(String token, int total) {
    try {
      int offset = token.startsWith(TOKEN) ? Integer.parseInt(token.substring(TOKEN.length())) : -1;
      if (offset >= 0 && offset <= total) {
        return offset;
      }
    } catch (NumberFormatException e) {
      throw AthenaErrors.invalid("NextToken is not one that was given out: " + token);
    }
    throw AthenaErrors.invalid("NextToken is not one that was given out: " + token);
  }
}
