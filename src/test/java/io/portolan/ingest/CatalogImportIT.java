package io.portolan.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.portolan.kernel.Json;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

@PortalTest
class CatalogImportIT {

    private static final Path ACCEPTANCE =
            Path.of(System.getenv().getOrDefault("PORTOLAN_ACCEPTANCE", "../shared/acceptance"));

    @Autowired
    private Api api;

    private final String book = Names.unique("Book");
    private final String author = Names.unique("Author");

    /// Each book requires its author, and authors name their best book: a circle of blueprints and of entities.
    private String catalog() {
        return """
                blueprints:
                  - identifier: BOOK
                    title: Book
                    schema: {properties: {pages: {type: number}}}
                    relations: {author: {target: AUTHOR, required: true, many: false}}
                  - identifier: AUTHOR
                    title: Author
                    schema: {properties: {}}
                    relations: {best: {target: BOOK, required: false, many: false}}
                entities:
                  - {identifier: emma, blueprint: BOOK, properties: {pages: 474}, relations: {author: austen}}
                  - {identifier: austen, blueprint: AUTHOR, relations: {best: emma}}
                """.replace("BOOK", book).replace("AUTHOR", author);
    }

    @Test
    void aCircleComesInWithOneCallAndASecondCallChangesNothing() {
        Api.Answer first = post("catalog.yaml", catalog()).expect(200);
        assertThat(first.body().at("/import/blueprints/created").asInt()).isEqualTo(2);
        assertThat(first.body().at("/import/entities/created").asInt()).isEqualTo(2);
        assertThat(api.get("/v1/blueprints/" + book + "/entities/emma")
                        .expect(200)
                        .body()
                        .at("/entity/relations/author")
                        .asString())
                .isEqualTo("austen");

        Api.Answer second = post("catalog.yaml", catalog()).expect(200);
        assertThat(second.body().at("/import/blueprints/unchanged").asInt()).isEqualTo(2);
        assertThat(second.body().at("/import/entities/unchanged").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"entities first", "blueprints first"})
    void theOrderOfFilesAndOfDefinitionsDoesNotMatter(String order) {
        JsonNode bundle = YAMLMapper.shared().readTree(catalog());
        ObjectNode blueprints = Json.object()
                .set("blueprints", reversed(bundle.get("blueprints").asArray()));
        ObjectNode entities =
                Json.object().set("entities", reversed(bundle.get("entities").asArray()));
        ObjectNode request = Json.object();
        ArrayNode files = request.putArray("files");
        for (ObjectNode file : order.startsWith("entities")
                ? new ObjectNode[] {entities, blueprints}
                : new ObjectNode[] {blueprints, entities}) {
            files.addObject().put("name", "part.json").put("content", Json.write(file));
        }
        api.post("/v1/import", request).expect(200);
        api.get("/v1/blueprints/" + author + "/entities/austen").expect(200);
    }

    @Test
    void oneMistakeAndNothingIsKept() {
        Api.Answer answer =
                post("catalog.yaml", catalog().replace("474", "many")).expect(422);
        assertThat(answer.body().at("/message").asString())
                .contains("catalog.yaml#/entities/0/properties/pages")
                .contains("(line 11)");
        api.get("/v1/blueprints/" + book).expect(404);
    }

    @Test
    void aRelationToNothingIsNamed() {
        Api.Answer answer = post("catalog.yaml", catalog().replace("author: austen", "author: nobody"))
                .expect(422);
        assertThat(answer.text())
                .contains("/relations/author")
                .contains("nobody")
                .contains("emma");
        api.get("/v1/blueprints/" + author).expect(404);
    }

    @Test
    void typographicQuotesAreNamedWithTheirPlace() {
        Api.Answer answer = post("pasted.txt", "{\n  “identifier”: “X”\n}").expect(400);
        assertThat(answer.body().at("/message").asString())
                .startsWith("pasted.txt, line 2, column 3: “ is a typographic quote");
        assertThat(answer.body().at("/details/cause").asString()).isEqualTo("typographic_quotes");
    }

    @Test
    void whoMayNotImportIsRefused() {
        api.anonymous().post("/v1/import", "{\"files\":[]}").expect(401);
    }

    @Test
    void theCatalogOfTheArticleComesInAtOnce() throws IOException {
        Path mission = ACCEPTANCE.resolveSibling("mission");
        assumeThat(mission.resolve("blueprints.json")).as("acceptance files").exists();
        ObjectNode request = Json.object();
        ArrayNode files = request.putArray("files");
        for (String name : new String[] {"entities.json", "blueprints.json"}) {
            files.addObject().put("name", name).put("content", Files.readString(mission.resolve(name)));
        }
        Api.Answer answer = api.post("/v1/import", request).expect(200);
        assertThat(answer.body().at("/import/blueprints/read").asInt()).isEqualTo(5);
        assertThat(answer.body().at("/import/entities/read").asInt()).isEqualTo(9);
        Api.Answer pasted =
                post("resource.txt", Files.readString(mission.resolve("resource-blueprint-as-published.txt")));
        pasted.expect(400);
        post(
                        "resource.txt",
                        TypographicQuotes.straighten(
                                Files.readString(mission.resolve("resource-blueprint-as-published.txt"))))
                .expect(200);
    }

    private Api.Answer post(String name, String content) {
        ObjectNode request = Json.object();
        request.putArray("files").addObject().put("name", name).put("content", content);
        return api.post("/v1/import", request);
    }

    private static ArrayNode reversed(ArrayNode array) {
        ArrayNode turned = Json.array();
        array.forEach(node -> turned.insert(0, node));
        return turned;
    }
}
