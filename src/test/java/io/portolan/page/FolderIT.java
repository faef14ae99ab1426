package io.portolan.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.access.ApiCredentials;
import io.portolan.access.NewCredentials;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Role;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Folders, order, locks and private pages over HTTP.
@PortalTest
class FolderIT {

    @Autowired
    private Api api;

    @Autowired
    private ApiCredentials credentials;

    @Autowired
    private PageService pages;

    private final String folder = Names.unique("folder_");
    private final String one = Names.unique("one");
    private final String two = Names.unique("two");

    @BeforeEach
    void aFolderWithTwoPages() {
        api.post("/v1/sidebars/catalog/folders", "{\"identifier\":\"%s\",\"title\":\"Ours\"}".formatted(folder))
                .expect(201);
        page(api, one, "\"parent\":\"" + folder + "\"").expect(201);
        page(api, two, "\"parent\":\"" + folder + "\"").expect(201);
    }

    @Test
    void theSidebarGivesFoldersAndPagesInTheirOrder() {
        assertThat(inside(api, folder)).containsExactly(one, two);
        JsonNode second = item(api, two);
        assertThat(second.path("sidebarType").asString()).isEqualTo("page");
        assertThat(second.path("parent").asString()).isEqualTo(folder);
        assertThat(second.path("after").asString()).isEqualTo(one);
        assertThat(item(api, folder).path("sidebarType").asString()).isEqualTo("folder");

        JsonNode moved = api.patch("/v1/pages/" + two, "{\"after\":null}")
                .expect(200)
                .body()
                .path("page");
        assertThat(moved.has("after")).isFalse();
        assertThat(moved.path("parent").asString()).isEqualTo(folder);
        assertThat(inside(api, folder)).containsExactly(two, one);
        api.patch("/v1/pages/" + two, "{\"parent\":\"nowhere\"}").expect(422).says("\"/parent\"");
        api.get("/v1/sidebars/other").expect(404);
    }

    @Test
    void aFolderIsNamedAfterItsTitleMovesAndGoesWithoutItsPages() {
        String title = "Größe " + Names.unique("x");
        JsonNode made = api.post(
                        "/v1/sidebars/catalog/folders",
                        Json.object().put("title", title).put("parent", folder))
                .expect(201)
                .body()
                .path("folder");
        String inner = made.path("identifier").asString();
        assertThat(inner).startsWith("grosse_x");
        assertThat(made.path("after").asString()).isEqualTo(two);
        api.patch("/v1/sidebars/catalog/folders/" + folder, "{\"parent\":\"%s\"}".formatted(inner))
                .expect(422)
                .says("\"/parent\"");
        api.patch("/v1/sidebars/catalog/folders/" + inner, "{\"title\":\"Other\",\"after\":\"%s\"}".formatted(one))
                .expect(200);
        assertThat(inside(api, folder)).containsExactly(one, inner, two);
        api.patch("/v1/pages/" + two, "{\"parent\":\"%s\"}".formatted(inner)).expect(200);

        api.delete("/v1/sidebars/catalog/folders/" + inner).expect(200);
        assertThat(inside(api, folder)).containsExactly(one, two);
        assertThat(api.get("/v1/audit-log?resources=folder&limit=20")
                        .expect(200)
                        .text())
                .contains(inner);
    }

    @Test
    void anImportFollowsItsOwnOrderAndPassesOverPlacesThatAreNotThere() {
        String last = Names.unique("last");
        String first = Names.unique("first");
        List<ObjectNode> documents = List.of(
                Json.object().put("identifier", last).put("parent", folder).put("after", first),
                Json.object().put("identifier", first).put("parent", folder).put("after", one),
                Json.object().put("identifier", Names.unique("stray")).put("parent", "of-another-portal"));
        assertThat(pages.define(documents, Actor.system())).isEqualTo(3);
        assertThat(inside(api, folder)).containsExactly(one, first, last, two);
        assertThat(pages.define(documents, Actor.system())).isZero();
    }

    @Test
    void aLockedPageSaysHowToUnlockIt() {
        api.patch("/v1/pages/" + one, "{\"locked\":true}").expect(200);
        api.patch("/v1/pages/" + one, "{\"title\":\"Other\"}").expect(409).says("Unlock it first");
        api.patch("/v1/pages/" + one, "{\"title\":\"Other\",\"locked\":false}").expect(409);
        api.post("/v1/pages/" + one + "/widgets", "{\"type\":\"markdown\"}").expect(409);
        api.delete("/v1/pages/" + one).expect(409);
        api.patch("/v1/pages/" + one, "{\"parent\":null}").expect(200);
        api.patch("/v1/pages/" + one, "{\"locked\":false}").expect(200);
        api.patch("/v1/pages/" + one, "{\"title\":\"Other\"}").expect(200);
    }

    @Test
    void aPrivatePageIsThereForItsAuthorAndAdministratorsOnly() {
        Api author = member();
        Api other = member();
        String secret = Names.unique("secret");
        page(author, Names.unique("open"), "\"title\":\"x\"").expect(403);
        page(author, secret, "\"visibility\":\"private\",\"parent\":\"" + folder + "\"")
                .expect(201);
        page(api, Names.unique("last"), "\"parent\":\"" + folder + "\"").expect(201);

        author.get("/v1/pages/" + secret).expect(200);
        api.get("/v1/pages/" + secret).expect(200);
        other.get("/v1/pages/" + secret).expect(404);
        other.get("/v1/pages/" + secret + "/permissions").expect(404);
        other.patch("/v1/pages/" + secret, "{\"title\":\"Mine now\"}").expect(404);
        other.delete("/v1/pages/" + secret).expect(404);
        assertThat(other.get("/v1/pages").expect(200).text()).doesNotContain(secret);
        assertThat(other.get("/v1/sidebars/catalog").expect(200).text()).doesNotContain(secret);
        assertThat(author.get("/v1/sidebars/catalog").expect(200).text()).contains(secret);
        assertThat(other.get("/v1/audit-log?limit=50").expect(200).text()).doesNotContain(secret);

        author.patch("/v1/pages/" + secret, "{\"title\":\"Better\"}").expect(200);
        author.patch("/v1/pages/" + secret, "{\"visibility\":\"org\"}").expect(403);
        author.patch("/v1/pages/" + one, "{\"title\":\"Better\"}").expect(403);
        author.delete("/v1/pages/" + secret).expect(200);
    }

    private Api member() {
        NewCredentials member = credentials.create(Names.unique("member"), Role.MEMBER, Actor.system());
        return api.withToken(api.anonymous()
                .post(
                        "/v1/auth/access_token",
                        Json.object().put("clientId", member.clientId()).put("clientSecret", member.clientSecret()))
                .expect(200)
                .body()
                .path("accessToken")
                .asString());
    }

    private static Api.Answer page(Api client, String identifier, String more) {
        return client.post("/v1/pages", "{\"identifier\":\"" + identifier + "\",\"type\":\"dashboard\"," + more + "}");
    }

    private static JsonNode item(Api client, String identifier) {
        return items(client).stream()
                .filter(item -> item.path("identifier").asString().equals(identifier))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> inside(Api client, String folder) {
        return items(client).stream()
                .filter(item -> item.path("parent").asString("").equals(folder))
                .map(item -> item.path("identifier").asString())
                .toList();
    }

    private static List<JsonNode> items(Api client) {
        return List.copyOf(client.get("/v1/sidebars/catalog")
                .expect(200)
                .body()
                .path("sidebar")
                .path("items")
                .values());
    }
}
