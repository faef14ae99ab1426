package io.portolan.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Role;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.testing.TestDatabase;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Signing in by form, as a browser does it.
@PortalTest
class SignInIT {

    @Autowired
    Api api;

    @Autowired
    UserService users;

    @Autowired
    Passwords passwords;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aStrangerIsSentToTheSignInPage() throws Exception {
        Browser browser = new Browser();
        for (String path : List.of("/", "/settings/users", "/catalog/service", "/nothing-here", "/v3/api-docs")) {
            HttpResponse<String> answer = browser.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location").orElse(""))
                    .as(path)
                    .endsWith("/login");
        }
        assertThat(browser.get("/login").statusCode()).isEqualTo(200);
    }

    @Test
    void signingInChangesTheSessionAndSigningOutEndsIt() throws Exception {
        Browser browser = new Browser();
        String csrf = browser.csrf();
        String before = browser.session().getValue();
        HttpResponse<String> answer = browser.signIn("admin@localhost", TestDatabase.ADMIN_PASSWORD, csrf);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("error");
        HttpCookie session = browser.session();
        assertThat(session.getValue()).isNotEqualTo(before);
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(answer.headers().allValues("Set-Cookie").toString()).contains("SameSite=Lax");
        assertThat(browser.get("/settings/profile").statusCode()).isEqualTo(200);
        assertThat(browser.get("/v3/api-docs").statusCode()).isEqualTo(200);
        assertThat(new Browser(before).get("/settings/profile").statusCode()).isEqualTo(302);
        assertThat(browser.get("/nothing-here").statusCode()).isIn(200, 404);
        // the session is no key to the API
        assertThat(browser.get("/v1/users").statusCode()).isEqualTo(401);

        browser.post("/logout", "_csrf=" + encode(browser.csrfOf("/settings/profile")));
        assertThat(new Browser(session.getValue()).get("/settings/profile").statusCode())
                .isEqualTo(302);
    }

    @Test
    void withoutTheCsrfTokenNobodyIsSignedOut() throws Exception {
        Browser browser = new Browser();
        browser.signIn("admin@localhost", TestDatabase.ADMIN_PASSWORD, browser.csrf());
        browser.post("/logout", "");
        assertThat(browser.get("/settings/profile").statusCode()).isEqualTo(200);
    }

    @Test
    void anotherSiteCanNeitherPostNorOpenASocket() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (List<String> header : List.of(
                List.of("Sec-Fetch-Site", "cross-site"),
                List.of("Sec-Fetch-Site", "same-site"),
                List.of("Origin", "https://evil.example"),
                List.of("Origin", "null"))) {
            HttpRequest post = HttpRequest.newBuilder(URI.create(api.baseUrl() + "/login"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header(header.getFirst(), header.getLast())
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "username=admin%40localhost&password=" + TestDatabase.ADMIN_PASSWORD))
                    .build();
            assertThat(client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .as(header.toString())
                    .isEqualTo(403);
        }
        CompletableFuture<WebSocket> socket = client.newWebSocketBuilder()
                .header("Origin", "https://evil.example")
                .buildAsync(
                        URI.create(api.baseUrl().replace("http:", "ws:") + "/VAADIN/push?v-r=push&v-uiId=0"),
                        new WebSocket.Listener() {});
        assertThat(socket)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(WebSocketHandshakeException.class);
    }

    @Test
    void wrongPasswordAndUnknownNameLookTheSame() throws Exception {
        Browser browser = new Browser();
        String known = browser.signIn("admin@localhost", "wrong", browser.csrf())
                .headers()
                .firstValue("Location")
                .orElse("");
        String unknown = browser.signIn(Names.unique("nobody") + "@x.org", "wrong", browser.csrf())
                .headers()
                .firstValue("Location")
                .orElse("");
        assertThat(known).endsWith("/login?error").isEqualTo(unknown);
    }

    @Test
    void afterTenFailuresEvenTheRightPasswordMustWait() throws Exception {
        String email = user(Role.MEMBER, "right-password-1");
        Browser browser = new Browser();
        for (int i = 0; i < 10; i++) {
            browser.signIn(email, "wrong", browser.csrf());
        }
        assertThat(browser.signIn(email, "right-password-1", browser.csrf())
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .contains("/login?throttled=");
    }

    @Test
    void aDisabledUserIsOutAtTheNextRequest() throws Exception {
        String email = user(Role.MEMBER, "right-password-2");
        Browser browser = new Browser();
        browser.signIn(email, "right-password-2", browser.csrf());
        assertThat(browser.get("/settings/profile").statusCode()).isEqualTo(200);
        users.update(email, new UserChange(null, null, null, UserStatus.DISABLED, null), Actor.system());
        assertThat(browser.get("/settings/profile").statusCode()).isEqualTo(302);
        assertThat(browser.signIn(email, "right-password-2", browser.csrf())
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .endsWith("/login?error");
    }

    @Test
    void demoUsersLeftInTheDatabaseAreRefusedOutsideExampleMode() throws Exception {
        String email = user(Role.ADMIN, "right-password-3");
        jdbc.sql("UPDATE portal_user SET demo = true WHERE email = :email")
                .param("email", email)
                .update();
        Browser browser = new Browser();
        assertThat(browser.signIn(email, "right-password-3", browser.csrf())
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .endsWith("/login?error");
        assertThat(browser.get("/login").body()).doesNotContain("demo-developer");
        users.delete(email, Actor.system());
    }

    @Test
    void everyPageForbidsFramesAndForeignScripts() throws Exception {
        HttpResponse<String> page = new Browser().get("/login");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'", "object-src 'none'", "base-uri 'self'", "default-src 'self'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("strict-origin-when-cross-origin");
        assertThat(page.headers().firstValue("X-Frame-Options").orElse("")).isIn("DENY", "SAMEORIGIN");
    }

    @Test
    void healthIsOpenAndTheRestOfTheActuatorIsNot() throws Exception {
        Browser browser = new Browser();
        assertThat(browser.get("/actuator/health").statusCode()).isEqualTo(200);
        for (String path : List.of("/actuator", "/actuator/info", "/actuator/env", "/actuator/health;x/env")) {
            assertThat(browser.get(path).statusCode()).as(path).isIn(400, 401);
        }
    }

    @Test
    void theLastAdministratorStays() {
        for (User user : users.all()) {
            if (user.role() == Role.ADMIN && !user.email().equals("admin@localhost")) {
                users.delete(user.email(), Actor.system());
            }
        }
        Api.Answer answer = api.delete("/v1/users/admin@localhost").expect(409);
        assertThat(answer.body().path("error").asString()).isEqualTo("last_admin");
        api.patch("/v1/users/admin@localhost", "{\"roles\":[\"Member\"]}").expect(409);
    }

    private String user(Role role, String password) {
        String email = Names.unique("person") + "@example.com";
        users.invite(new Invitation(email, "", "", role, List.of()), Actor.system());
        jdbc.sql("UPDATE portal_user SET password = :hash WHERE email = :email")
                .param("hash", passwords.hash(password))
                .param("email", email)
                .update();
        return email;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// Keeps cookies and follows nothing.
    private final class Browser {

        private static final Pattern CSRF = Pattern.compile(
                "<meta[^>]*name=\"_csrf\"[^>]*content=\"([^\"]+)\"|content=\"([^\"]+)\"[^>]*name=\"_csrf\"");

        private final CookieManager cookies = new CookieManager();
        private final HttpClient client = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();

        Browser() {}

        Browser(String session) {
            HttpCookie cookie = new HttpCookie("JSESSIONID", session);
            cookie.setPath("/");
            cookie.setVersion(0);
            cookies.getCookieStore().add(URI.create(api.baseUrl()), cookie);
        }

        HttpResponse<String> get(String path) throws Exception {
            return client.send(
                    HttpRequest.newBuilder(URI.create(api.baseUrl() + path))
                            .header("Accept", "text/html, */*;q=0.8")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> post(String path, String form) throws Exception {
            return client.send(
                    HttpRequest.newBuilder(URI.create(api.baseUrl() + path))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> signIn(String name, String password, String csrf) throws Exception {
            return post(
                    "/login", "username=" + encode(name) + "&password=" + encode(password) + "&_csrf=" + encode(csrf));
        }

        String csrf() throws Exception {
            return csrfOf("/login");
        }

        String csrfOf(String path) throws Exception {
            Matcher matcher = CSRF.matcher(get(path).body());
            assertThat(matcher.find()).as("CSRF token on " + path).isTrue();
            return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        }

        HttpCookie session() {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals("JSESSIONID"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
