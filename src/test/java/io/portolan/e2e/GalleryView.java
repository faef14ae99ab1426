package io.portolan.e2e;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.ChartView;
import io.portolan.ui.CodeEditor;
import io.portolan.ui.ConfirmDialogs;
import io.portolan.ui.Crumb;
import io.portolan.ui.EmptyState;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.GraphView;
import io.portolan.ui.HasBreadcrumbs;
import io.portolan.ui.Icons;
import io.portolan.ui.MarkdownView;
import io.portolan.ui.Notices;
import io.portolan.ui.PageHeader;
import io.portolan.ui.RelativeTime;
import io.portolan.ui.StatusBadge;
import io.portolan.ui.form.Choice;
import io.portolan.ui.form.FieldSpecs;
import io.portolan.ui.form.JsonForm;
import io.portolan.ui.form.Picker;
import io.portolan.ui.form.Pickers;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/// Every part of the kit on one page, for tests and for looking at.
@Route("dev/gallery")
@PageTitle("Gallery")
@PermitAll
public class GalleryView extends Div implements HasBreadcrumbs {

    private static final Picker PEOPLE = (text, offset, limit) -> IntStream.range(0, 120)
            .mapToObj(number -> Choice.of("person" + number + "@example.com", "Person " + number))
            .filter(choice -> choice.label().contains(text) || choice.value().contains(text))
            .skip(offset)
            .limit(limit)
            .toList();

    public GalleryView() {
        addClassName("pt-page");
        Button primary = new Button("Run", Icons.of("play"));
        primary.addThemeVariants(ButtonVariant.PRIMARY);
        Button notice = new Button("Notice", event -> Notices.success("Environment \"dev-7\" is ready"));
        Button error = new Button("Error", event -> Notices.error("Property \"ttl\" must be a date in the future"));
        Button delete = new Button(
                "Delete",
                event -> ConfirmDialogs.delete("Environment \"dev-7\"", "Its database goes with it.", () -> {}));
        add(new PageHeader("Payment service")
                .icon("Microservice")
                .description("Takes card payments of the web shop and books them.")
                .facts(
                        StatusBadge.of("SUCCESS"),
                        new EnumBadge("Gold", "gold"),
                        new RelativeTime(Instant.now().minus(Duration.ofMinutes(3))),
                        RelativeTime.countdown(Instant.now().plus(Duration.ofHours(99))))
                .actions(notice, error, delete, primary));
        add(badges(), charts(), graph(), form(), code());
        add(new EmptyState(
                "Environment",
                "No environments yet",
                "An environment is a database of your own for a few days.",
                new Button("Spin up an environment")));
    }

    @Override
    public List<Crumb> breadcrumbs() {
        return List.of(
                new Crumb("Catalog", "catalog"),
                new Crumb("Services", "catalog/service"),
                Crumb.here("Payment service"));
    }

    private static Div card(String title) {
        Div card = new Div(new H2(title));
        card.addClassName("pt-card");
        return card;
    }

    private static Div badges() {
        Div row = new Div();
        row.addClassName("pt-row");
        Arrays.stream(BadgeColor.values()).forEach(color -> row.add(new EnumBadge(color.wireName(), color)));
        List.of("SUCCESS", "FAILURE", "IN_PROGRESS", "WAITING_FOR_APPROVAL", "EXPIRED", "UNKNOWN_STATE")
                .forEach(state -> row.add(StatusBadge.of(state)));
        List.of("Github", "Kubernetes", "Microservice", "Environment", "Terraform", "no such icon")
                .forEach(icon -> row.add(Icons.of(icon)));
        Div card = card("Badges");
        card.add(row);
        return card;
    }

    private static Div charts() {
        ChartView pie = new ChartView(ChartView.Type.PIE, "Services by level");
        pie.show(
                List.of("Gold", "Silver", "Bronze", "Basic"),
                List.of(new ChartView.Series("Services", List.of(12.0, 30.0, 21.0, 7.0), null)),
                List.of("gold", "silver", "bronze", "paleBlue"));
        ChartView bar = new ChartView(ChartView.Type.BAR, "Runs by action");
        bar.show(
                List.of("Spin up", "Extend TTL", "Terminate", "Invite"),
                List.of(new ChartView.Series("Runs", List.of(41.0, 18.0, 33.0, 9.0), null)),
                List.of());
        ChartView line = new ChartView(ChartView.Type.LINE, "Deployments per week");
        line.show(
                List.of("W40", "W41", "W42", "W43", "W44"),
                List.of(
                        new ChartView.Series("Payments", List.of(3.0, 5.0, 4.0, 8.0, 9.0), null),
                        new ChartView.Series("Search", List.of(6.0, 4.0, 7.0, 5.0, 6.0), null)),
                List.of());
        Div grid = new Div();
        grid.addClassName("pt-grid");
        List.of(pie, bar, line).forEach(chart -> {
            Div card = card("Chart");
            card.add(chart);
            grid.add(card);
        });
        return grid;
    }

    private static GraphView graph() {
        GraphView graph = new GraphView("Relations of Payment service");
        graph.show(
                List.of(
                        new GraphView.Node("pay", "Payment service", "Service", "Microservice", null, null, true),
                        new GraphView.Node("shop", "Web shop", "System", "System", null, "entity/system/shop", false),
                        new GraphView.Node("retail", "Retail", "Domain", "Domain", null, "entity/domain/retail", false),
                        new GraphView.Node("api", "Payments API", "API", "ApiDoc", null, "entity/api/payments", false),
                        new GraphView.Node(
                                "db", "payments-db", "Resource", "Postgresql", null, "entity/resource/db", false),
                        new GraphView.Node("dev7", "dev-7", "Environment", "Environment", null, "dev/gallery", false)),
                List.of(
                        new GraphView.Edge("pay", "shop", "system"),
                        new GraphView.Edge("shop", "retail", "domain"),
                        new GraphView.Edge("pay", "api", "provides"),
                        new GraphView.Edge("pay", "db", "depends on"),
                        new GraphView.Edge("dev7", "pay", "service")));
        return graph;
    }

    private static Div form() {
        ObjectNode schema = Json.parseObject("""
                {"required": ["name", "tier", "owner"], "properties": {
                  "name": {"type": "string", "title": "Name", "description": "Letters, digits and dashes", "pattern": "^[a-z0-9-]+$"},
                  "cpu": {"type": "number", "title": "Processors", "minimum": 1, "maximum": 8, "default": 2},
                  "tier": {"type": "string", "title": "Tier", "enum": ["critical", "normal"], "enumColors": {"critical": "red", "normal": "green"}},
                  "owner": {"type": "string", "format": "user", "title": "Owner"},
                  "until": {"type": "string", "format": "date-time", "title": "Until"},
                  "url": {"type": "string", "format": "url", "title": "Address"},
                  "debug": {"type": "boolean", "title": "Debug mode", "default": true},
                  "tags": {"type": "array", "title": "Tags", "items": {"type": "string"}, "default": ["blue", "green"]},
                  "reviewers": {"type": "array", "title": "Reviewers", "items": {"type": "string", "format": "user"}},
                  "notes": {"type": "string", "format": "markdown", "title": "Notes"}}}""");
        JsonForm form =
                new JsonForm(FieldSpecs.schema(schema, new Pickers(PEOPLE, Picker.none(), blueprint -> Picker.none())));
        Div card = card("Form");
        Button check = new Button("Check the form", event -> form.validate());
        Button refuse = new Button(
                "Refuse the form",
                event -> form.violations(List.of(
                        Violation.at("/properties/cpu", "must be smaller than the quota of 1"),
                        Violation.at("/team", "is unknown"))));
        Div row = new Div(check, refuse);
        row.addClassName("pt-row");
        card.add(form, row);
        return card;
    }

    private static Div code() {
        CodeEditor editor = new CodeEditor("Definition", CodeEditor.Language.JSON);
        editor.setValue("{\n  \"identifier\": \"service\",\n  \"count\": 3,\n  \"ok\": true,\n  \"broken\": \n}");
        editor.setMarks(List.of(new CodeEditor.Mark(5, 13, "A value is missing")));
        Div card = card("Code and Markdown");
        card.add(
                editor,
                new MarkdownView(
                        "## Runbook\n\nCall **someone** and read `logs`.\n\n| step | what |\n|---|---|\n| 1 | look |\n"));
        return card;
    }
}
