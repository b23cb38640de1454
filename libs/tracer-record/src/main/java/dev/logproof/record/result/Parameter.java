package dev.logproof.record.result;

/**
 * A parameter of a run.
 *
 * @param name option, such as {@code --deployment-rate}
 * @param meaning one sentence for a reader who does not know the option
 */
public record Parameter(String name, String value, String meaning) {}
