package dev.logproof.verify.source.athena;

import dev.logproof.objects.S3Location;
import dev.logproof.verify.check.TracerCheck;
import dev.logproof.verify.source.Engine;
import dev.logproof.verify.source.ObjectSource;
import dev.logproof.verify.source.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.athena.AthenaClient;

/**
 * Finds tracers with an Athena query that returns only aggregates and exceptions. Every query reads
 * all data again and costs money, so it waits until new objects stop arriving. Called by one
 * thread.
 */
public final class AthenaEngine implements Engine {
  /** Limits root folders; one pipeline has fewer. */
  private static final int MAX_ROOTS = 20;

  /** Polls, about one per second, after which Athena is queried even while objects arrive. */
  private static final int MAX_LOOKS_UNASKED = 60;

  private final ObjectSource listing;
  private final S3Location location;
  private final AthenaQueries queries;
  private final AthenaSettings settings;
  private final Duration lateAfter;
  private final Set<String> known = new HashSet<>();
  private final Set<String> tables = new HashSet<>();
  private TracerCheck check;
  private HourFolders folders = HourFolders.NONE;
  private boolean asked;
  private Instant newest = Instant.EPOCH;
  private List<String> misnamed = List.of();
  private boolean current;
  private int looksSinceAsked;
  private long objects;
  private long bytes;

  /**
   * Creates an engine for the objects below {@code location}.
   *
   * @param listing lists the same location; closed with the engine, as is {@code client}
   * @param expected check with the expected runs; every query fills a new one like it
   */
  public AthenaEngine(
      ObjectSource listing,
      S3Location location,
      AthenaClient client,
      AthenaSettings settings,
      TracerCheck expected,
      Duration lateAfter) {
    this.listing = listing;
    this.location = location;
    this.queries = new AthenaQueries(client, settings.workgroup(), settings.output());
    this.settings = settings;
    this.check = expected;
    this.lateAfter = lateAfter;
  }

  @Override
  public int look(Instant since, ObjectSource.Listing how, BooleanSupplier goOn)
      throws IOException, InterruptedException {
    List<StoredObject> found = listing.list(since, how);
    int fresh = note(found);
    current &= fresh == 0;
    looksSinceAsked++;
    boolean calm = fresh == 0 || how == ObjectSource.Listing.ALL_FOLDERS;
    if (!current && (calm || !asked || looksSinceAsked > MAX_LOOKS_UNASKED)) {
      looksSinceAsked = 0;
      current = ask(HourFolders.of(found), since, goOn);
    }
    if (how == ObjectSource.Listing.ALL_FOLDERS && !check.nothingMissing()) {
      misnamed = new SuffixCheck(listing).of(found);
    }
    return fresh;
  }

  private int note(List<StoredObject> found) {
    int fresh = 0;
    for (StoredObject object : found) {
      if (known.add(object.key() + "\n" + object.version())) {
        fresh++;
        newest = object.lastModified().isAfter(newest) ? object.lastModified() : newest;
      }
    }
    return fresh;
  }

  private boolean ask(HourFolders now, Instant since, BooleanSupplier goOn)
      throws IOException, InterruptedException {
    folders = now;
    asked = true;
    if (now.roots().isEmpty()) {
      return true;
    }
    if (now.roots().size() > MAX_ROOTS) {
      throw new IOException(
          location + " holds hours of " + now.roots().size() + " folders; name one with --s3");
    }
    for (String root : now.roots().keySet()) {
      if (!makeTable(new S3Location(location.bucket(), root), goOn)) {
        return false;
      }
    }
    settings.progress().accept("athena: querying " + now.objects() + " objects, " + cost(now));
    Optional<AthenaQueries.Response> answer = queries.run(query(now, since), goOn);
    if (answer.isEmpty()) {
      return false;
    }
    take(answer.get(), now);
    return true;
  }

  private boolean makeTable(S3Location folder, BooleanSupplier goOn)
      throws IOException, InterruptedException {
    if (tables.contains(folder.prefix())) {
      return true;
    }
    for (String statement : TableText.statements(settings.database(), folder)) {
      if (queries.run(statement, goOn).isEmpty()) {
        return false;
      }
    }
    return tables.add(folder.prefix());
  }

  private String query(HourFolders now, Instant since) {
    return TracerQuery.of(
        settings.database(),
        location.bucket(),
        now.roots(),
        new TracerQuery.Search(check.expected(), since, lateAfter.toMillis()));
  }

  private String cost(HourFolders now) {
    return settings.price().of(now.bytes()) + " at most";
  }

  private void take(AthenaQueries.Response answer, HourFolders now) throws IOException {
    TracerCheck filled = new TracerCheck(check.expected(), check.bystanderRuns());
    for (List<String> row : answer.rows()) {
      TracerRow.parse(row).tell(filled);
    }
    check = filled;
    objects = now.objects();
    bytes = answer.scannedBytes();
    settings
        .progress()
        .accept(
            "athena: responded in "
                + answer.millis()
                + " ms, read "
                + settings.price().of(answer.scannedBytes()));
  }

  @Override
  public boolean isCurrent() {
    return current;
  }

  /** Objects outside hourly folders or newer than the last query. */
  @Override
  public List<String> unread() {
    List<String> unread = new ArrayList<>(outside());
    if (objects > 0 && bytes == 0) {
      unread.add("Athena read nothing of " + objects + " objects");
    }
    if (!check.nothingMissing()) {
      unread.addAll(misnamed);
    }
    if (!current) {
      unread.add("objects arrived after the last Athena query");
    }
    return unread;
  }

  private List<String> outside() {
    if (folders.outside() == 0) {
      return List.of();
    }
    return List.of(
        folders.outside()
            + " objects are in no folder YYYY/MM/dd/HH from 2015 until a day after they were"
            + " written, where Athena does not look, such as "
            + folders.outsideExample());
  }

  @Override
  public String name() {
    return "athena";
  }

  @Override
  public TracerCheck check() {
    return check;
  }

  @Override
  public Instant newest() {
    return newest;
  }

  @Override
  public long objects() {
    return objects;
  }

  /** Stored bytes that the last query read. */
  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    queries.close();
    listing.close();
  }
}
