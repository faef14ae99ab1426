package io.portolan.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every text of the interface exists in both languages, and none stands in the code.
class TranslationsTest {

    private static final Path BUNDLES = Path.of("src/main/resources/vaadin-i18n");
    private static final Path SOURCES = Path.of("src/main/java");

    /// Calls whose first argument is a key: in components, in [Texts], in entries of the navigation.
    private static final Pattern KEY_USE = Pattern.compile(
            "(?:getTranslation|Texts\\.get|NavigationItem\\.of\\(Section\\.\\w+,|NavigationItem\\.of\\(\\s*"
                    + "NavigationItem\\.Section\\.\\w+,)\\s*\\(?\\s*\"([A-Za-z0-9_.-]+)\"\\s*([,)+])");

    /// Sentences handed to parts of the interface: a capital letter, small letters, and a blank somewhere.
    private static final Pattern TEXT_IN_CODE = Pattern.compile(
            "(?:new (?:Button|Span|H[1-6]|Paragraph|PageHeader|TextField|TextArea|Checkbox|ComboBox|Anchor|Tab|EmptyState)"
                    + "|setLabel|setHeader|setTitle|setPlaceholder|setHelperText|setText|setAriaLabel|setTooltipText"
                    + "|Notices\\.(?:success|error|info)|@PageTitle)\\(\\s*\"([A-Z][a-z]+(?: [^\"]*)?)\"");

    /// Names are the same in every language.
    private static final Set<String> NAMES = Set.of("Portolan", "Ctrl K");

    @Test
    void bothLanguagesHaveTheSameKeys() throws IOException {
        Set<String> english = keys("translations.properties");
        Set<String> german = keys("translations_de.properties");
        assertThat(difference(english, german)).as("keys without a German text").isEmpty();
        assertThat(difference(german, english))
                .as("keys without an English text")
                .isEmpty();
    }

    @Test
    void noKeyIsGivenTwice() throws IOException {
        for (String bundle : List.of("translations.properties", "translations_de.properties")) {
            Set<String> seen = new TreeSet<>();
            List<String> twice = Files.readAllLines(BUNDLES.resolve(bundle)).stream()
                    .filter(line -> !line.startsWith("#") && line.contains("="))
                    .map(line -> line.substring(0, line.indexOf('=')).strip())
                    .filter(key -> !seen.add(key))
                    .toList();
            assertThat(twice).as("keys given twice in %s", bundle).isEmpty();
        }
    }

    @Test
    void everyKeyInTheCodeHasAText() throws IOException {
        Set<String> known = keys("translations.properties");
        List<String> missing = new ArrayList<>();
        for (Path source : sources()) {
            Matcher use = KEY_USE.matcher(Files.readString(source));
            while (use.find()) {
                boolean prefix = use.group(2).equals("+");
                String key = use.group(1);
                boolean found = prefix ? known.stream().anyMatch(one -> one.startsWith(key)) : known.contains(key);
                if (!found) {
                    missing.add(SOURCES.relativize(source) + ": " + key);
                }
            }
        }
        assertThat(missing).as("keys used in the code without a text").isEmpty();
    }

    @Test
    void noTextStandsInTheCode() throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path source : sources()) {
            Matcher text = TEXT_IN_CODE.matcher(Files.readString(source));
            while (text.find()) {
                if (!NAMES.contains(text.group(1))) {
                    texts.add(SOURCES.relativize(source) + ": " + text.group(1));
                }
            }
        }
        assertThat(texts).as("texts that belong into translations.properties").isEmpty();
    }

    @Test
    void textsWithParametersCanBeFormatted() throws IOException {
        for (String bundle : List.of("translations.properties", "translations_de.properties")) {
            read(bundle).forEach((key, text) -> {
                if (text.toString().contains("{0")) {
                    assertThat(new MessageFormat(text.toString(), Locale.ENGLISH).format(new Object[] {3, 4, 5, 6}))
                            .as("%s in %s: a single quote must be written twice", key, bundle)
                            .doesNotContain("{0");
                }
            });
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
        }
    }

    private static Set<String> difference(Set<String> one, Set<String> other) {
        Set<String> rest = new TreeSet<>(one);
        rest.removeAll(other);
        return rest;
    }

    private static Set<String> keys(String bundle) throws IOException {
        return read(bundle).stringPropertyNames();
    }

    private static Properties read(String bundle) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(BUNDLES.resolve(bundle), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
