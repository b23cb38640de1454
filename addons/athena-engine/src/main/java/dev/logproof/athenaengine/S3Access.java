package dev.logproof.athenaengine;

import java.net.URI;

/** Endpoint, region and credentials that the engine uses for S3. */
record S3Access(URI endpoint, String region, String accessKeyId, String secretAccessKey) {
  @Override
  public String toString() {
    return "S3Access[" + endpoint + ", " + accessKeyId + "]";
  }
}
