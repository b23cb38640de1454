package dev.logproof.verify.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipInputStream;

/** The members of a ZIP file, one after another. Confined to one thread. */
final class ZipMembers extends FilterInputStream {
  private final ZipInputStream zip;
  private boolean inside;

  ZipMembers(InputStream in) throws IOException {
    this(new ZipInputStream(in));
  }

  private ZipMembers(ZipInputStream zip) throws IOException {
    super(zip);
    this.zip = zip;
    this.inside = zip.getNextEntry() != null;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (inside) {
      int read = zip.read(into, offset, length);
      if (read >= 0) {
        return read;
      }
      inside = zip.getNextEntry() != null;
    }
    return -1;
  }
}
