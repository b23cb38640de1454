package dev.logproof.distribution.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * An image in one tar: an OCI image layout, with the {@code manifest.json} that {@code docker load}
 * of earlier versions reads. Stateless.
 */
final class ImageArchive {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip";
  private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

  private ImageArchive() {}

  /**
   * Content of an image.
   *
   * @param architecture by Go's name, such as {@code arm64}
   * @param layers lowest first
   */
  record Content(String architecture, ImageConfig config, List<Layer> layers) {}

  /** Writes an image called {@code name}, which has a tag. */
  static void write(Path out, String name, Content content) throws IOException {
    List<Layer> layers = content.layers();
    byte[] image = bytes(image(content));
    ObjectNode manifest = JSON.objectNode();
    manifest.put("schemaVersion", 2).put("mediaType", MANIFEST_TYPE);
    manifest.set("config", descriptor(CONFIG_TYPE, Digest.of(image), image.length));
    ArrayNode listed = manifest.putArray("layers");
    for (Layer layer : layers) {
      listed.add(descriptor(LAYER_TYPE, layer.digest(), Files.size(layer.file())));
    }
    byte[] manifested = bytes(manifest);
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(
            new BufferedOutputStream(Files.newOutputStream(out)), UTF_8.name())) {
      put(tar, Digest.of(image).blob(), image);
      put(tar, Digest.of(manifested).blob(), manifested);
      for (Layer layer : layers) {
        tar.putArchiveEntry(entry(layer.digest().blob(), Files.size(layer.file())));
        Files.copy(layer.file(), tar);
        tar.closeArchiveEntry();
      }
      put(tar, "index.json", bytes(index(name, Digest.of(manifested), manifested.length)));
      put(tar, "manifest.json", bytes(forDocker(name, Digest.of(image), layers)));
      put(tar, "oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(UTF_8));
    }
  }

  private static ObjectNode image(Content content) {
    ObjectNode image = JSON.objectNode();
    image.put("created", Instant.ofEpochMilli(Layer.MODIFIED_MILLIS).toString());
    image.put("architecture", content.architecture()).put("os", "linux");
    image.set("config", content.config().json());
    ArrayNode ids = image.putObject("rootfs").put("type", "layers").putArray("diff_ids");
    content.layers().forEach(layer -> ids.add(layer.diffId().toString()));
    return image;
  }

  private static ObjectNode descriptor(String type, Digest digest, long size) {
    return JSON.objectNode()
        .put("mediaType", type)
        .put("digest", digest.toString())
        .put("size", size);
  }

  private static ObjectNode index(String name, Digest manifest, long size) {
    ObjectNode described = descriptor(MANIFEST_TYPE, manifest, size);
    described
        .putObject("annotations")
        .put("io.containerd.image.name", name)
        .put("org.opencontainers.image.ref.name", name.substring(name.indexOf(':') + 1));
    ObjectNode index = JSON.objectNode().put("schemaVersion", 2);
    index.putArray("manifests").add(described);
    return index;
  }

  private static ArrayNode forDocker(String name, Digest image, List<Layer> layers) {
    ArrayNode all = JSON.arrayNode();
    ObjectNode one = all.addObject().put("Config", image.blob());
    one.putArray("RepoTags").add(name);
    ArrayNode listed = one.putArray("Layers");
    layers.forEach(layer -> listed.add(layer.digest().blob()));
    return all;
  }

  private static byte[] bytes(JsonNode json) {
    return json.toString().getBytes(UTF_8);
  }

  private static void put(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    tar.putArchiveEntry(entry(name, content.length));
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static TarArchiveEntry entry(String name, long size) {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setModTime(Layer.MODIFIED_MILLIS);
    entry.setSize(size);
    return entry;
  }
}
