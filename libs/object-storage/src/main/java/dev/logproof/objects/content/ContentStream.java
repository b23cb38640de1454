package dev.logproof.objects.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Decompresses stored content, in which compressed and plain parts alternate and may nest. Supports
 * GZIP, zlib, ZIP, zstd and the Snappy framings; unreadable content raises {@link
 * UnreadableContentException} and is never skipped silently. Confined to one thread.
 */
public final class ContentStream extends BulkStream {
  private static final int MAX_DEPTH = 4;

  private static final int MIN_DIRECT_BYTES = 8192;

  private static final int MIN_TEXT_BYTES = 256;

  private final int depth;
  private final boolean anyBytes;
  private final ByteFeed feed;
  private final TextInspector inspector;
  private final DeflateMember deflate;

  /** Reused for every part. */
  private ContentStream inner;

  private InputStream part = InputStream.nullInputStream();
  private State state = State.START;
  private int knownText;

  /** Position in the content. */
  private enum State {
    /** A part of any format can begin. */
    START,
    BOUNDARY,
    TEXT,
    INSIDE
  }

  private ContentStream(InputStream in, int depth, boolean anyBytes) {
    this.depth = depth;
    this.anyBytes = anyBytes;
    this.feed = new ByteFeed(in);
    this.inspector = new TextInspector(anyBytes);
    this.deflate = new DeflateMember(feed);
  }

  /** Reads {@code stored}; fails at bytes that are not text. */
  public static ContentStream ofText(InputStream stored) {
    return new ContentStream(stored, 0, false);
  }

  /** Reads {@code stored}, whose uncompressed parts need not be text. */
  public static ContentStream ofAnyBytes(InputStream stored) {
    return new ContentStream(stored, 0, true);
  }

  private ContentStream reset(InputStream in) {
    feed.reset(in);
    inspector.reset();
    state = State.START;
    knownText = 0;
    return this;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      int count =
          switch (state) {
            case START -> begin();
            case BOUNDARY -> readLineEnd(into, offset);
            case TEXT -> readText(into, offset, length);
            case INSIDE -> inner.read(into, offset, length);
          };
      if (count > 0) {
        return count;
      }
      if (count < 0 && state == State.INSIDE) {
        part.close();
        inspector.resume();
        state = State.BOUNDARY;
      } else if (count < 0) {
        return -1;
      }
    }
  }

  /** Another part can begin after a line end. */
  private int readLineEnd(byte[] into, int offset) throws IOException {
    int next = feed.ensure(1) == 0 ? -1 : feed.buffer()[feed.start()];
    if (next != '\n' && next != '\r') {
      return begin();
    }
    into[offset] = (byte) next;
    feed.skipBuffered(1);
    return 1;
  }

  /** Returns -1 at the end of the content, otherwise 0. */
  private int begin() throws IOException {
    if (feed.ensure(Form.TRIAL_BYTES) == 0) {
      return -1;
    }
    byte[] bytes = feed.buffer();
    int at = feed.start();
    int to = feed.end();
    Form form = Form.seemingAt(bytes, at, to);
    boolean believed = state == State.BOUNDARY && form == Form.GZIP;
    if (form != Form.NONE && (believed || form.isProved(bytes, at, to, true))) {
      enter(form);
    } else if (state == State.START
        && bytes[at] == 0
        && SnappyHadoopStream.isBlock(bytes, at, to)) {
      enter(Form.SNAPPY_HADOOP);
    } else {
      beginText(bytes, at, to);
    }
    return 0;
  }

  private void beginText(byte[] bytes, int at, int to) throws UnreadableContentException {
    Optional<String> format = Form.unreadableFormat(bytes, at, to);
    if (format.isPresent()) {
      throw unreadable(format.get());
    }
    if (feed.isEnded() && Form.isCut(bytes, at, to)) {
      throw new UnreadableContentException("ends where a compressed part begins: it is cut");
    }
    state = State.TEXT;
  }

  private static UnreadableContentException unreadable(String format) {
    return new UnreadableContentException("holds " + format + ", which cannot be read here");
  }

  private void enter(Form form) throws IOException {
    Optional<String> format = form.unreadable();
    if (format.isPresent()) {
      throw unreadable(format.get());
    }
    if (depth == MAX_DEPTH) {
      throw new UnreadableContentException(
          "is compressed more than " + MAX_DEPTH + " times over, which is not read");
    }
    part =
        switch (form) {
          case GZIP -> deflate.beginGzip();
          case ZLIB -> deflate.beginZlib();
          case ZIP, EMPTY_ZIP -> new ZipArchive(feed);
          case ZSTD, ZSTD_SKIPPABLE -> ZstdFrame.uncompressed(feed);
          case SNAPPY_FRAMED -> new SnappyFramedStream(feed);
          case SNAPPY_JAVA -> new SnappyJavaStream(feed);
          case SNAPPY_HADOOP -> new SnappyHadoopStream(feed);
          default -> throw new IllegalStateException("no reader of " + form);
        };
    inner = inner == null ? new ContentStream(part, depth + 1, anyBytes) : inner.reset(part);
    state = State.INSIDE;
  }

  /** Returns 0 if a compressed part comes first. */
  private int readText(byte[] into, int offset, int length) throws IOException {
    if (knownText == 0 && inspector.found() != Form.NONE) {
      enter(inspector.found());
      return 0;
    }
    boolean direct =
        knownText == 0 && feed.buffered() < MIN_TEXT_BYTES && length >= MIN_DIRECT_BYTES;
    if (direct) {
      int count = feed.readDirect(into, offset, length, MIN_TEXT_BYTES);
      int end = inspector.inspect(into, offset, offset + count, feed.isEnded());
      feed.unread(into, end, offset + count);
      if (end > offset) {
        return end - offset;
      }
    }
    return readBuffered(into, offset, length);
  }

  private int readBuffered(byte[] into, int offset, int length) throws IOException {
    int wanted = MIN_TEXT_BYTES;
    while (knownText == 0 && inspector.found() == Form.NONE) {
      if (feed.ensure(wanted) == 0) {
        return -1;
      }
      knownText =
          inspector.inspect(feed.buffer(), feed.start(), feed.end(), feed.isEnded()) - feed.start();
      wanted = Form.TRIAL_BYTES + MIN_TEXT_BYTES;
    }
    int count = Math.min(length, knownText);
    if (count > 0) {
      knownText -= count;
      return feed.read(into, offset, count);
    }
    return 0;
  }

  @Override
  public void close() throws IOException {
    deflate.release();
    part.close();
    if (inner != null) {
      inner.close();
    }
    feed.close();
  }
}
