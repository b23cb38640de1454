package dev.logproof.localaws.api;

import io.netty.buffer.ByteBuf;

/**
 * Response to an executed request; the sender releases {@code body}.
 *
 * @param acceptedRecords ambiguous if the response is not delivered
 */
public record ApiResponse(ByteBuf body, int acceptedRecords) {}
