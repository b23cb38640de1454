package dev.logproof.localaws.firehose;

import io.netty.buffer.ByteBuf;

/**
 * Response to an executed request.
 *
 * @param body response body; the sender releases it
 * @param acceptedRecords records accepted by the call; ambiguous if the response is not delivered
 */
record ApiResponse(ByteBuf body, int acceptedRecords) {}
