package dev.logproof.experiment.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Counts the connections that a port accepted. */
class ConnectionTableTest {
  private static final String HEADER = "  sl  local_address rem_address   st tx_queue rx_queue";

  @Test
  void countsEstablishedConnectionsOfPort() {
    ConnectionTable table =
        ConnectionTable.of(
            List.of(
                HEADER,
                "   0: 0100007F:5EA0 00000000:0000 0A 00000000:00000000",
                "   1: 0100007F:5EA0 0100007F:C350 01 00000000:00000000",
                "   2: 0100007F:C350 0100007F:5EA0 01 00000000:00000000",
                "   3: 0100007F:5EA0 0100007F:C351 06 00000000:00000000",
                "   4: 0000000000000000FFFF00000100007F:5EA0 0000:C352 01 00000000:00000000"));
    assertThat(table.established(24224)).isEqualTo(OptionalLong.of(2));
    assertThat(table.established(24225)).isEqualTo(OptionalLong.of(0));
  }

  @Test
  void reportsNothingWithoutTable() {
    assertThat(ConnectionTable.of(List.of()).established(24224)).isEqualTo(OptionalLong.empty());
  }

  @Test
  void readsTableOfThisMachine() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      assertThat(accepted.isConnected() && client.isConnected()).isTrue();
      assertThat(ConnectionTable.read().established(server.getLocalPort()))
          .isIn(OptionalLong.of(1), OptionalLong.empty());
    }
  }
}
