package io.portolan.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.portolan.access.ApiCredentials;
import io.portolan.access.NewCredentials;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Role;
import io.portolan.testing.Api;
import io.portolan.testing.PortalTest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Nothing is open because somebody forgot to close it: walks every route and every view there is.
@PortalTest
class DefaultDenyIT {

    /// Open to strangers: they get their token here, and call in with what was given to them.
    private static final Set<String> OPEN = Set.of("POST /v1/auth/access_token");

    /// Pages for strangers: a signed link says who is asked and what for (ApprovalLinkIT).
    private static final Set<String> SIGNED = Set.of("GET /approvals/{token}", "POST /approvals/{token}");

    @Autowired
    Api api;

    @Autowired
    ApiCredentials credentials;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Test
    void everyRouteOfOursIsInTheApiAndClosedToStrangers() {
        List<String> routes = routes();
        assertThat(routes).hasSizeGreaterThan(20);
        assertThat(routes)
                .filteredOn(route -> !SIGNED.contains(route))
                .allSatisfy(route -> assertThat(route).contains(" /v1/"));
        assertThat(routes).containsAll(SIGNED);
        for (String path : List.of("/approvals", "/approvals/", "/approvals/a/b")) {
            assertThat(api.anonymous().get(path).status()).as(path).isBetween(401, 403);
        }
        for (String route : routes) {
            if (OPEN.contains(route)) {
                continue;
            }
            if (SIGNED.contains(route)) {
                assertThat(call(api.anonymous(), route).status()).as(route).isEqualTo(404);
                continue;
            }
            Api.Answer answer = call(api.anonymous(), route);
            assertThat(answer.status()).as(route).isEqualTo(401);
            assertThat(answer.body().path("error").asString()).as(route).isEqualTo("unauthorized");
        }
    }

    @Test
    void anEmptyRequestOfAMemberChangesNothing() {
        NewCredentials member = credentials.create("reader", Role.MEMBER, Actor.system());
        Api reader = api.withToken(api.anonymous()
                .post(
                        "/v1/auth/access_token",
                        Json.object().put("clientId", member.clientId()).put("clientSecret", member.clientSecret()))
                .expect(200)
                .body()
                .path("accessToken")
                .asString());
        for (String route : routes()) {
            if (!route.startsWith("GET ")
                    && !OPEN.contains(route)
                    && !SIGNED.contains(route)
                    && !route.contains("search")) {
                Api.Answer answer = call(reader, route);
                assertThat(answer.status()).as(route + ": " + answer.text()).isBetween(400, 499);
                assertThat(answer.body().path("ok").isBoolean()).as(route).isTrue();
            }
        }
    }

    @Test
    void everyViewSaysWhoMayOpenIt() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Route.class));
        List<String> open = new ArrayList<>();
        var views = scanner.findCandidateComponents("io.portolan");
        assertThat(views).hasSizeGreaterThan(5);
        views.forEach(definition -> {
            Class<?> view = load(String.valueOf(definition.getBeanClassName()));
            boolean anonymous = view.isAnnotationPresent(AnonymousAllowed.class);
            assertThat(anonymous
                            || view.isAnnotationPresent(PermitAll.class)
                            || view.isAnnotationPresent(RolesAllowed.class))
                    .as(view.getName() + " needs @PermitAll or @RolesAllowed")
                    .isTrue();
            if (anonymous) {
                open.add(view.getSimpleName());
            }
        });
        assertThat(open).containsExactly("LoginView");
    }

    private List<String> routes() {
        Set<String> routes = new TreeSet<>();
        mappings.getHandlerMethods().forEach((info, method) -> {
            if (method.getBeanType().getName().startsWith("io.portolan.")) {
                for (String pattern : info.getPatternValues()) {
                    for (RequestMethod verb : info.getMethodsCondition().getMethods()) {
                        routes.add(verb + " " + pattern);
                    }
                }
            }
        });
        return List.copyOf(routes);
    }

    private static Api.Answer call(Api caller, String route) {
        String[] parts = route.split(" ", 2);
        String path = parts[1].replaceAll("\\{[^}]*}", "nothing-here");
        boolean bodiless = parts[0].equals("GET") || parts[0].equals("DELETE");
        return caller.call(parts[0], path, bodiless ? null : "{}");
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
