package dev.logproof.loadgen.payload;

import java.nio.ByteBuffer;

/**
 * Frames of one event, exactly as Docker's driver sends them: {@code [tag, seconds, record,
 * option]}.
 */
final class MessageStream implements FrameStream {
  private final SourceEvents events;
  private final DockerEnvelope envelope;
  private final Chunks chunks;
  private byte[] lastChunk = Chunks.NONE;
  private int lastBytes;

  MessageStream(SourceEvents events, DockerEnvelope envelope, Chunks chunks) {
    this.events = events;
    this.envelope = envelope;
    this.chunks = chunks;
  }

  @Override
  public int maxFrameBytes() {
    return envelope.maxMessageOverheadBytes() + events.maxLineBytes();
  }

  @Override
  public long nextDueNanos() {
    return events.nextDueNanos();
  }

  @Override
  public long nextSequence() {
    return events.sequence();
  }

  @Override
  public long sequenceAfterNext() {
    return events.sequence() + (events.nextIsTracer() ? 1 : 0);
  }

  @Override
  public void write(ByteBuffer out) {
    int start = out.position();
    lastChunk = chunks.next();
    envelope.beginMessage(out, events.nextDueMillis());
    events.writeLine(out);
    envelope.endMessage(out, lastChunk);
    lastBytes = out.position() - start;
    events.sent(lastBytes);
  }

  @Override
  public int lastRateBytes() {
    return lastBytes;
  }

  @Override
  public int lastEvents() {
    return 1;
  }

  @Override
  public byte[] lastChunk() {
    return lastChunk;
  }
}
