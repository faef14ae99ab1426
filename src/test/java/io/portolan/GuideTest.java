package io.portolan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The guide shows the pictures that are there, and all of them.
class GuideTest {

    private static final Path DOCS = Path.of("docs");
    private static final Pattern PICTURE = Pattern.compile("images/([\\w-]+\\.png)");

    @Test
    void everyPictureIsShownAndThere() throws IOException {
        assertThat(shown()).isEqualTo(there());
    }

    private static Set<String> shown() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(DOCS)) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(file -> {
                try {
                    Matcher picture = PICTURE.matcher(Files.readString(file));
                    while (picture.find()) {
                        names.add(picture.group(1));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return names;
    }

    private static Set<String> there() throws IOException {
        try (Stream<Path> files = Files.list(DOCS.resolve("guide/images"))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
