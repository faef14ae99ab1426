package io.portolan.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class DockerFilesTest {

    private static final Path DOCKERFILE = Path.of("docker", "Dockerfile");

    @Test
    void everythingThatIsCopiedFromTheSourcesExists() throws IOException {
        List<String> copied = Files.readAllLines(DOCKERFILE).stream()
                .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
                .flatMap(line -> {
                    List<String> words = Arrays.asList(line.split("\\s+"));
                    return words.subList(1, words.size() - 1).stream();
                })
                .toList();
        assertThat(copied)
                .contains("pom.xml", "src", "tools")
                .allSatisfy(path -> assertThat(Path.of(path)).exists());
    }

    @Test
    void theImageRunsAsAnOrdinaryUserAndIsWatched() throws IOException {
        String text = Files.readString(DOCKERFILE);
        assertThat(text).contains("\nUSER portolan\n").contains("HEALTHCHECK").contains("-XX:AOTCache=portolan.aot");
        assertThat(text.indexOf("USER portolan")).isLessThan(text.indexOf("ENTRYPOINT"));
    }

    @Test
    void theCompositionBuildsThisImageAndWaitsForItsDatabase() throws IOException {
        JsonNode compose = YAMLMapper.shared().readTree(Files.readString(Path.of("docker", "compose.yaml")));
        JsonNode portal = compose.at("/services/portal");
        assertThat(Path.of("docker")
                        .resolve(portal.at("/build/context").asString())
                        .resolve(portal.at("/build/dockerfile").asString())
                        .normalize())
                .isEqualTo(DOCKERFILE);
        assertThat(portal.at("/depends_on/database/condition").asString()).isEqualTo("service_healthy");
        assertThat(compose.at("/services/database/image").asString()).isEqualTo("postgres:18");
    }
}
