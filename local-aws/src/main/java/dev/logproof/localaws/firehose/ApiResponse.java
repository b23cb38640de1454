package dev.logproof.localaws.firehose;

import io.netty.buffer.ByteBuf;

/**
 * What a request is answered when it is done.
 *
 * @param body of the answer; whoever sends it releases it
 * @param acceptedRecords by the call; they are ambiguous when the answer does not arrive
 */
record ApiResponse(ByteBuf body, int acceptedRecords) {}
