package dev.logproof.aggregator.output;

/**
 * Passes events on to one view, and those that fail to another. Inputs wait for both. Confined to
 * one event loop.
 */
public abstract class OutputWithErrors extends OutputDecorator {
  /** Returns the view of events that fail. */
  protected abstract EventLoopOutput errors();

  @Override
  public void frameEnd() {
    next().frameEnd();
    errors().frameEnd();
  }

  @Override
  public boolean isFull() {
    return next().isFull() || errors().isFull();
  }

  @Override
  public void whenRoom(Runnable resume) {
    (next().isFull() || !errors().isFull() ? next() : errors()).whenRoom(resume);
  }

  @Override
  public void forget(Runnable resume) {
    next().forget(resume);
    errors().forget(resume);
  }
}
