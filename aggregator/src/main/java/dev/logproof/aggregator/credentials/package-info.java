/** Creates the AWS SDK's providers for the credentials of a configuration. */
package dev.logproof.aggregator.credentials;
