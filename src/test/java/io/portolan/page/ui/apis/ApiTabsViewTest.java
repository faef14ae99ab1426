package io.portolan.page.ui.apis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.VaadinSession;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.outbound.OutboundAllowList;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.support.WithMockUser;

/// Descriptions of APIs on the page of an entity, against a real server that is allow-listed.
@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class ApiTabsViewTest extends SpringBrowserlessTest {

    private static final String CARTS = """
            openapi: 3.0.0
            info: {title: Carts, version: '1.2'}
            servers: [{url: 'http://127.0.0.1:%s/v1'}]
            paths:
              /carts/{id}:
                get:
                  summary: One cart
                  parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                  responses:
                    '200': {description: The cart, content: {application/json: {schema: {$ref: '#/components/schemas/Cart'}}}}
                delete:
                  summary: Empties a cart
                  parameters: [{name: id, in: path, required: true, example: c9, schema: {type: string}}]
                  responses: {'204': {description: Gone}}
            components:
              schemas:
                Cart:
                  type: object
                  required: [id]
                  properties:
                    id: {type: string, description: Its number}
                    parent: {$ref: '#/components/schemas/Cart'}
            """;

    @Autowired
    private Api api;

    @Autowired
    private OutboundAllowList allowed;

    @Autowired
    private ApiCalls calls;

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final String kind = Names.unique("described");
    private HttpServer server;
    private HttpServer forbidden;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1", exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, 200, "{\"id\":\"c 1\"}");
        });
        server.createContext("/api.yaml", exchange -> answer(exchange, 200, CARTS.formatted(port())));
        server.createContext("/gone", exchange -> answer(exchange, 404, "nothing"));
        server.start();
        allowed.add("127.0.0.1", port());
        forbidden = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        forbidden.createContext("/", exchange -> {
            seen.add("forbidden");
            answer(exchange, 200, CARTS);
        });
        forbidden.start();
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Described","schema":{"properties":{
                  "api":{"title":"API","type":"string","format":"yaml","spec":"open-api"},
                  "there":{"title":"There","type":"string","format":"url","spec":"open-api"},
                  "events":{"title":"Events","type":"string","format":"yaml","spec":"async-api"}},"required":[]}}
                """.formatted(kind)).expect(201);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        forbidden.stop(0);
    }

    @Test
    void anOperationShowsItsAnswersAsFieldsAndCanBeTried() {
        open("api", CARTS.formatted(port()));
        unfold("One cart");
        assertThat(text()).contains("Its number").contains("Contains itself.").contains("The cart");
        unfold("Try it");

        test($(TextField.class).withLabel("id (path)").single()).setValue("c 1");
        test($(PasswordField.class).withLabel("Authorization (header)").single())
                .setValue("Bearer s3cret");
        send("Send GET");

        assertThat(seen).containsExactly("GET /v1/carts/c%201 Bearer s3cret");
        assertThat(text())
                .contains("200 in")
                .contains("\"id\": \"c 1\"")
                .contains("curl -X GET 'http://127.0.0.1:" + port() + "/v1/carts/c%201'")
                .doesNotContain("s3cret");
    }

    @Test
    void aParameterThatIsAnObjectIsShownAsAWhole() {
        open("api", """
                openapi: 3.0.0
                info: {title: Pets, version: '1'}
                servers: [{url: 'http://127.0.0.1:%s/v1'}]
                paths:
                  /pets:
                    get:
                      summary: All pets
                      parameters:
                        - name: filter
                          in: query
                          schema: {type: object, properties: {state: {type: string, enum: [here, gone]}}}
                """.formatted(port()));
        unfold("All pets");
        assertThat($(NativeTableCell.class).all())
                .extracting(NativeTableCell::getText)
                .containsSubsequence("filter", "query", "object");
        unfold("Try it");
        assertThat($(TextField.class).withLabel("filter (query)").single().getPlaceholder())
                .isEqualTo("object");
    }

    @Test
    void whatIsMissingIsMarkedAndNothingIsSent() {
        open("api", CARTS.formatted(port()));
        unfold("One cart");
        unfold("Try it");
        send("Send GET");
        assertThat($(TextField.class).withLabel("id (path)").single().isInvalid())
                .isTrue();
        assertThat(seen).isEmpty();
    }

    @Test
    void whatIsTypedStaysWhenThePageIsDrawnAgain() {
        open("api", CARTS.formatted(port()));
        unfold("One cart");
        unfold("Try it");
        test($(TextField.class).withLabel("id (path)").single()).setValue("half wri");
        show("api");
        assertThat($(TextField.class).withLabel("id (path)").single().getValue())
                .isEqualTo("half wri");
    }

    @Test
    void deletingIsConfirmed() {
        open("api", CARTS.formatted(port()));
        unfold("Empties a cart");
        unfold("Try it");
        send("Send DELETE");
        assertThat(seen).isEmpty();
        test($(ConfirmDialog.class).single()).confirm();
        settle();
        assertThat(seen).containsExactly("DELETE /v1/carts/c9 null");
    }

    @Test
    void aPrivateServerIsRefused() {
        open("api", CARTS.formatted(forbidden.getAddress().getPort()));
        unfold("Empties a cart");
        unfold("Try it");
        send("Send DELETE");
        test($(ConfirmDialog.class).single()).confirm();
        settle();
        assertThat(text()).contains("may not be called").contains("portolan.outbound.allow");
        assertThat(seen).isEmpty();
    }

    @Test
    void whoeverMayNotRunActionsMayNotTry() {
        ApiDocument document = ApiDocument.read(CARTS.formatted(port()), null).orElseThrow();
        ApiOperation operation = OperationReader.of(document, 1).getFirst();
        Authentication before = SecurityContextHolder.getContext().getAuthentication();
        SecurityContextHolder.getContext()
                .setAuthentication(new UsernamePasswordAuthenticationToken("guest@example.com", "", List.of()));
        try {
            TryOut form = new TryOut(operation, document.references(), calls);
            UI.getCurrent().add(form);
            assertThat($(Button.class, form).all()).noneMatch(Button::isEnabled);
            assertThat(form.getElement().getTextRecursively()).contains("Only who may run actions");
            ApiCall call = new ApiCall(operation, operation.servers().getFirst(), List.of(), "", "");
            assertThatThrownBy(() -> calls.send(call)).isInstanceOf(PortalException.Forbidden.class);
        } finally {
            SecurityContextHolder.getContext().setAuthentication(before);
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void aDescriptionElsewhereIsReadWhenItsTabIsOpened() {
        open("there", "http://127.0.0.1:" + port() + "/api.yaml");
        assertThat(text()).contains("Reading http://127.0.0.1:" + port() + "/api.yaml");
        arrived($(RemoteApi.class).single().pending());
        assertThat(text()).contains("Carts 1.2").contains("Empties a cart");
    }

    @Test
    void aDescriptionThatCannotBeReadSaysWhy() {
        open("there", "http://127.0.0.1:" + port() + "/gone");
        arrived($(RemoteApi.class).single().pending());
        assertThat(text()).contains("the answer was 404");
        assertThat($(Button.class).withText("Try again").all()).hasSize(1);
    }

    @Test
    void eventsAreChannelsWithTheirMessages() {
        open("events", """
                asyncapi: 3.0.0
                info: {title: Cart events, version: '1'}
                servers: {production: {host: 'kafka.example.org:9092', protocol: kafka}}
                channels:
                  cart: {address: carts.filled, messages: {filled: {payload: {type: object, properties: {n: {type: integer}}}}}}
                operations:
                  sendFilled: {action: send, channel: {$ref: '#/channels/cart'}}
                """);
        assertThat(text())
                .contains("Cart events 1")
                .contains("production: kafka://kafka.example.org:9092")
                .contains("SEND");
        unfold("carts.filled");
        assertThat(text()).contains("Message: filled").contains("integer");
    }

    private void open(String property, String value) {
        api.post(
                        "/v1/blueprints/" + kind + "/entities",
                        Json.write(Json.object()
                                .put("identifier", "cart")
                                .set("properties", Json.object().put(property, value))))
                .expect(201);
        show(property);
    }

    private void show(String property) {
        UI.getCurrent().navigate("entity/" + kind + "/cart", QueryParameters.of("tab", "property-" + property));
    }

    private void unfold(String summary) {
        $(Details.class).all().stream()
                .filter(details ->
                        details.getSummary().getElement().getTextRecursively().contains(summary))
                .findFirst()
                .orElseThrow()
                .setOpened(true);
    }

    private void send(String button) {
        test($(Button.class).withText(button).single()).click();
        settle();
    }

    private void settle() {
        arrived($(TryOut.class).single().pending());
    }

    /// Waits for what works in the background, and does what it left for the view.
    private static void arrived(CompletableFuture<?> pending) {
        pending.join();
        VaadinSession session = VaadinSession.getCurrent();
        session.getService().runPendingAccessTasks(session);
    }

    private String text() {
        return getCurrentView().getElement().getTextRecursively();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
