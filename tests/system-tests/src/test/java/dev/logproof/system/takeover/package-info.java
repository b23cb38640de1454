/** Other people's configurations in place of Fluentd's. */
package dev.logproof.system.takeover;
