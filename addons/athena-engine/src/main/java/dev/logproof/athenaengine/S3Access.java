package dev.logproof.athenaengine;

import java.net.URI;

/** How the engine reaches S3. */
record S3Access(URI endpoint, String region, String accessKeyId, String secretAccessKey) {
  @Override
  public String toString() {
    return "S3Access[" + endpoint + ", " + accessKeyId + "]";
  }
}
