package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Chunk ids in flight are remembered within limits. */
class InFlightIdsTest {
  private static final byte[] ID = "id".getBytes(UTF_8);

  private final InFlightIds ids = new InFlightIds();
  private final List<JoiningClient> told = new ArrayList<>();

  /** JoiningClient that records being acknowledged. */
  private final class JoiningClient implements InFlightIds.AckWaiter {
    private boolean gone;

    @Override
    public boolean isGone() {
      return gone;
    }

    @Override
    public void acknowledge() {
      told.add(this);
    }
  }

  private Optional<InFlightIds.Flight> claim(byte[] id) {
    return ids.claim(id, new JoiningClient());
  }

  @Test
  void notifiesJoinedClientsAndForgetsIdWhenAckIsKept() {
    InFlightIds.Flight first = claim(ID).orElseThrow();
    JoiningClient again = new JoiningClient();
    assertThat(ids.claim(ID.clone(), again)).isEmpty();
    assertThat(told).isEmpty();
    first.kept();
    assertThat(told).containsExactly(again);
    assertThat(ids.count()).isZero();
    assertThat(claim(ID)).isPresent();
  }

  @Test
  void releasesIdWithoutNoticeWhenAckIsBroken() {
    InFlightIds.Flight first = claim(ID).orElseThrow();
    assertThat(claim(ID)).isEmpty();
    first.broken();
    InFlightIds.Flight second = claim(ID).orElseThrow();
    first.broken();
    first.kept();
    assertThat(told).isEmpty();
    assertThat(claim(ID)).as("the second is still in flight").isEmpty();
    second.kept();
    assertThat(told).hasSize(1);
  }

  @Test
  void admitsEveryClaimOfIdsBeyondLimit() {
    List<InFlightIds.Flight> flights = new ArrayList<>();
    for (int id = 0; id < InFlightIds.MAX_IDS; id++) {
      flights.add(claim(number(id)).orElseThrow());
    }
    assertThat(claim(ID)).isPresent();
    assertThat(claim(ID)).isPresent();
    assertThat(claim(number(0))).as("those remembered are still joined").isEmpty();
    assertThat(ids.count()).isEqualTo(InFlightIds.MAX_IDS);
    flights.get(0).kept();
    assertThat(claim(ID)).isPresent();
    assertThat(claim(ID)).isEmpty();
  }

  private static byte[] number(int id) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(id).array();
  }

  @Test
  void limitsJoinedClientsAndIgnoresClosedOnes() {
    InFlightIds.Flight first = claim(ID).orElseThrow();
    List<JoiningClient> joined = new ArrayList<>();
    for (int i = 0; i < InFlightIds.MAX_JOINED_AN_ID; i++) {
      JoiningClient client = new JoiningClient();
      joined.add(client);
      assertThat(ids.claim(ID, client)).isEmpty();
    }
    InFlightIds.Flight beyond = claim(ID).orElseThrow();
    joined.get(0).gone = true;
    JoiningClient late = new JoiningClient();
    assertThat(ids.claim(ID, late)).isEmpty();
    beyond.kept();
    assertThat(told).as("the one beyond the limit is nobody's promise").isEmpty();
    first.kept();
    assertThat(told).hasSize(InFlightIds.MAX_JOINED_AN_ID).contains(late);
  }

  @Test
  void ignoresIdsAboveLengthLimit() {
    byte[] longer = new byte[InFlightIds.MAX_ID_BYTES + 1];
    assertThat(claim(longer)).isPresent();
    assertThat(claim(longer)).isPresent();
    assertThat(ids.count()).isZero();
  }
}
