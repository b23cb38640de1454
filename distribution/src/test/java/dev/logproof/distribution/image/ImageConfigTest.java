package dev.logproof.distribution.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Dockerfile's instructions become the configuration of an image, or are refused. */
class ImageConfigTest {
  @Test
  void takesInstructionsOfHowToRun() {
    List<String> dockerfile =
        List.of(
            "# comment",
            "FROM scratch",
            "COPY root/ /",
            "ENV A=1",
            "ENV B=x y",
            "LABEL l=v",
            "WORKDIR /w",
            "USER u",
            "EXPOSE 1 2",
            "VOLUME /v",
            "STOPSIGNAL SIGTERM",
            "ENTRYPOINT [\"e\"]",
            "CMD [\"c\", \"-d\"]",
            "ONBUILD COPY a /b/");
    assertThat(ImageConfig.parse(dockerfile).json().toString())
        .isEqualTo(
            """
            {"Env":["A=1","B=x y"],"Labels":{"l":"v"},"WorkingDir":"/w","User":"u",\
            "ExposedPorts":{"1/tcp":{},"2/tcp":{}},"Volumes":{"/v":{}},"StopSignal":"SIGTERM","Entrypoint":["e"],\
            "Cmd":["c","-d"],"OnBuild":["COPY a /b/"]}""");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RUN apt-get update", "CMD sh -c x", "HEALTHCHECK NONE"})
  void rejectsWhatItWouldLeaveOut(String line) {
    assertThatThrownBy(() -> ImageConfig.parse(List.of(line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(line);
  }
}
