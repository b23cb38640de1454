package dev.logproof.athenaengine;

import java.net.URI;

/** S3 endpoint, region and credentials of the engine. */
record S3Access(URI endpoint, String region, String accessKeyId, String secretAccessKey) {
  @Override
  public String toString() {
    return "S3Access[" + endpoint + ", " + accessKeyId + "]";
  }
}
