package io.portolan.scorecard.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.scorecard.Level;
import io.portolan.scorecard.Scorecard;
import io.portolan.scorecard.ScorecardResults;
import io.portolan.scorecard.ScorecardRule;
import io.portolan.scorecard.ScorecardService;
import io.portolan.ui.ConfirmDialogs;
import io.portolan.ui.Crumb;
import io.portolan.ui.EmptyState;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.HasBreadcrumbs;
import io.portolan.ui.Notices;
import io.portolan.ui.PageHeader;
import io.portolan.ui.RelativeTime;
import jakarta.annotation.security.PermitAll;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One scorecard: how its entities spread over the levels, how many pass each rule, and the entities of a level, which
/// stands in the address as `?level=`.
@Route("scorecards/:blueprint/:scorecard")
@PermitAll
@CssImport("./scorecard/scorecard.css")
class ScorecardView extends Div implements BeforeEnterObserver, HasDynamicTitle, HasBreadcrumbs {

    private static final long serialVersionUID = 1L;

    private final transient ScorecardService scorecards;
    private final transient ScorecardResults results;
    private final transient BlueprintService blueprints;
    private final transient Actor viewer;
    private final boolean manages;
    private String title = "";

    ScorecardView(
            ScorecardService scorecards,
            ScorecardResults results,
            BlueprintService blueprints,
            CurrentActor currentActor,
            Permissions permissions) {
        this.scorecards = scorecards;
        this.results = results;
        this.blueprints = blueprints;
        this.viewer = currentActor.require();
        this.manages = permissions.allows(viewer, Permission.MANAGE_SCORECARDS);
        addClassName("pt-page");
    }

    @Override
    public String getPageTitle() {
        return title;
    }

    @Override
    public List<Crumb> breadcrumbs() {
        return List.of(new Crumb(getTranslation("scorecard.title"), "scorecards"), Crumb.here(title));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Scorecard scorecard = scorecards
                .find(
                        event.getRouteParameters().get("blueprint").orElse(""),
                        event.getRouteParameters().get("scorecard").orElse(""))
                .orElseThrow(NotFoundException::new);
        title = scorecard.title();
        String level = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("level")
                .filter(name -> scorecard.indexOf(name) >= 0)
                .orElse(null);
        removeAll();
        Map<Level, Long> distribution = results.distribution(scorecard, viewer);
        long sum = distribution.values().stream().mapToLong(Long::longValue).sum();
        String kind = blueprints
                .find(scorecard.blueprint())
                .map(blueprint -> blueprint.title())
                .orElse(scorecard.blueprint());
        PageHeader header = new PageHeader(title).description(kind).icon("award");
        if (manages) {
            header.actions(actions(scorecard));
        }
        Div split = new Div(levels(distribution), rules(scorecard, sum));
        split.addClassName("sc-split");
        add(header, split, entities(scorecard, level));
    }

    private Component[] actions(Scorecard scorecard) {
        Anchor edit = new Anchor(ScorecardNavigation.edit(scorecard), getTranslation("scorecard.edit"));
        edit.addClassName("pt-button-link");
        Button delete = new Button(
                getTranslation("scorecard.delete"),
                click -> ConfirmDialogs.delete(scorecard.title(), getTranslation("scorecard.delete.text"), () -> {
                    scorecards.delete(scorecard.blueprint(), scorecard.identifier(), viewer);
                    Notices.success(getTranslation("scorecard.deleted"));
                    UI.getCurrent().navigate("scorecards");
                }));
        delete.addThemeVariants(ButtonVariant.ERROR);
        return new Component[] {edit, delete};
    }

    private Component levels(Map<Level, Long> distribution) {
        Section card = card("scorecard.distribution");
        card.add(new DistributionBar(distribution));
        return card;
    }

    private Component rules(Scorecard scorecard, long sum) {
        Section card = card("scorecard.rules");
        Map<String, Long> passing = results.passing(scorecard, viewer);
        for (ScorecardRule rule : scorecard.rules()) {
            long passed = passing.getOrDefault(rule.identifier(), 0L);
            Level level = scorecard.levels().get(Math.max(0, scorecard.indexOf(rule.level())));
            Div line = new Div(new EnumBadge(level.title(), level.color()), new Span(rule.title()));
            line.addClassName("pt-row");
            ProgressBar bar = new ProgressBar(0, Math.max(1, sum), Math.min(passed, Math.max(1, sum)));
            String share = getTranslation("scorecard.rule.share", passed, sum);
            bar.getElement().setAttribute("aria-label", rule.title() + ": " + share);
            Div progress = new Div(bar, new Span(share));
            progress.addClassName("sc-progress");
            card.add(line, progress);
        }
        return card;
    }

    private Component entities(Scorecard scorecard, @Nullable String level) {
        Section card = card("scorecard.entities");
        Select<String> filter = new Select<>();
        filter.setLabel(getTranslation("scorecard.filter.level"));
        List<String> choices = new ArrayList<>(List.of(""));
        scorecard.levels().forEach(one -> choices.add(one.title()));
        filter.setItems(choices);
        filter.setItemLabelGenerator(name -> name.isEmpty() ? getTranslation("scorecard.filter.all") : name);
        filter.setValue(level == null ? "" : level);
        filter.addValueChangeListener(change -> UI.getCurrent()
                .navigate(
                        ScorecardNavigation.scorecard(scorecard),
                        change.getValue().isEmpty()
                                ? QueryParameters.empty()
                                : QueryParameters.of("level", change.getValue())));
        card.add(filter);
        if (results.holders(scorecard, level, 0, 1, viewer).isEmpty()) {
            card.add(new EmptyState(
                    "award", getTranslation("scorecard.nobody.title"), getTranslation("scorecard.nobody.text")));
            return card;
        }
        card.add(grid(scorecard, level));
        return card;
    }

    private Grid<ScorecardResults.Holder> grid(Scorecard scorecard, @Nullable String level) {
        Grid<ScorecardResults.Holder> grid = new Grid<>();
        grid.addColumn(new ComponentRenderer<>(holder -> new Anchor(
                        "entity/" + encode(scorecard.blueprint()) + "/" + encode(holder.identifier())
                                + "?tab=scorecards",
                        holder.title() == null ? holder.identifier() : holder.title())))
                .setHeader(getTranslation("scorecard.column.entity"))
                .setFlexGrow(2);
        grid.addColumn(new ComponentRenderer<>(holder -> new EnumBadge(
                        holder.level(),
                        scorecard
                                .levels()
                                .get(Math.max(0, scorecard.indexOf(holder.level())))
                                .color())))
                .setHeader(getTranslation("scorecard.column.level"));
        grid.addColumn(holder -> holder.passed() + " / " + scorecard.rules().size())
                .setHeader(getTranslation("scorecard.column.passed"));
        grid.addColumn(new ComponentRenderer<>(holder -> new RelativeTime(holder.since())))
                .setHeader(getTranslation("scorecard.column.since"));
        grid.setItemsPageable(pageable ->
                results.holders(scorecard, level, (int) pageable.getOffset(), pageable.getPageSize(), viewer));
        grid.getElement().setAttribute("aria-label", getTranslation("scorecard.entities"));
        return grid;
    }

    private Section card(String titleKey) {
        Section card = new Section(new H2(getTranslation(titleKey)));
        card.addClassName("pt-card");
        return card;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
