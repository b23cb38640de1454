package dev.logproof.localaws.auth;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A parsed Signature Version 4 header.
 *
 * @param date {@code YYYYMMDD} of the credential scope
 * @param signedHeaders lower-case names in the client's order
 */
record AuthorizationHeader(
    String accessKeyId,
    String date,
    String region,
    String service,
    List<String> signedHeaders,
    String signature) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final int SCOPE_PARTS = 5;

  static AuthorizationHeader parse(String text) throws SignatureException {
    if (text.isEmpty()) {
      throw new SignatureException(
          "MissingAuthenticationTokenException", "Missing Authentication Token");
    }
    if (!text.startsWith(ALGORITHM + " ")) {
      throw incomplete("Authorization header requires the algorithm " + ALGORITHM + ".");
    }
    Map<String, String> fields = fields(text.substring(ALGORITHM.length()));
    String[] scope = required(fields, "Credential").split("/", -1);
    if (scope.length != SCOPE_PARTS || !scope[SCOPE_PARTS - 1].equals("aws4_request")) {
      throw incomplete(
          "Credential must have the form <access key>/YYYYMMDD/REGION/SERVICE/aws4_request.");
    }
    String signed = required(fields, "SignedHeaders").toLowerCase(Locale.ROOT);
    List<String> signedHeaders = List.of(signed.split(";", -1));
    if (!signedHeaders.contains("host")) {
      throw incomplete("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
    String signature = required(fields, "Signature");
    return new AuthorizationHeader(
        scope[0], scope[1], scope[2], scope[3], signedHeaders, signature);
  }

  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String part : text.split(",", -1)) {
      String[] field = part.strip().split("=", 2);
      if (field.length == 2) {
        fields.put(field[0], field[1]);
      }
    }
    return fields;
  }

  private static String required(Map<String, String> fields, String name)
      throws SignatureException {
    String value = fields.get(name);
    if (value == null || value.isEmpty()) {
      throw incomplete("Authorization header requires '" + name + "' parameter.");
    }
    return value;
  }

  static SignatureException incomplete(String message) {
    return new SignatureException("IncompleteSignatureException", message);
  }

  String scope() {
    return date + "/" + region + "/" + service + "/aws4_request";
  }
}
