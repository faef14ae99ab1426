package io.portolan.scorecard.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.scorecard.Scorecard;
import io.portolan.scorecard.ScorecardResults;
import io.portolan.scorecard.ScorecardService;
import io.portolan.ui.EmptyState;
import io.portolan.ui.PageHeader;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/// Every scorecard with how many entities hold each level.
@Route("scorecards")
@PermitAll
@CssImport("./scorecard/scorecard.css")
class ScorecardsView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient ScorecardResults results;
    private final transient BlueprintService blueprints;
    private final transient Actor viewer;

    ScorecardsView(
            ScorecardService scorecards,
            ScorecardResults results,
            BlueprintService blueprints,
            CurrentActor currentActor,
            Permissions permissions) {
        this.results = results;
        this.blueprints = blueprints;
        this.viewer = currentActor.require();
        addClassName("pt-page");
        boolean manages = permissions.allows(viewer, Permission.MANAGE_SCORECARDS);
        PageHeader header = new PageHeader(getTranslation("scorecard.title"))
                .description(getTranslation("scorecard.description"))
                .icon("award");
        if (manages) {
            header.actions(create());
        }
        add(header);
        List<Scorecard> all = scorecards.all();
        if (all.isEmpty()) {
            Component[] ways = manages ? new Component[] {create()} : new Component[0];
            add(new EmptyState(
                    "award", getTranslation("scorecard.none.title"), getTranslation("scorecard.none.text"), ways));
            return;
        }
        Div cards = new Div();
        cards.addClassName("sc-cards");
        all.forEach(scorecard -> cards.add(card(scorecard)));
        add(cards);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("scorecard.title");
    }

    private Component create() {
        Anchor anchor = new Anchor("scorecards/new", getTranslation("scorecard.new"));
        anchor.addClassName("pt-button-link");
        return anchor;
    }

    private Component card(Scorecard scorecard) {
        Section card = new Section();
        card.addClassName("pt-card");
        H2 title = new H2(new Anchor(ScorecardNavigation.scorecard(scorecard), scorecard.title()));
        String kind = blueprints
                .find(scorecard.blueprint())
                .map(blueprint -> blueprint.title())
                .orElse(scorecard.blueprint());
        Paragraph about = new Paragraph(kind + " · "
                + getTranslation("scorecard.rules.count", scorecard.rules().size()));
        about.addClassName("pt-muted");
        card.add(title, about, new DistributionBar(results.distribution(scorecard, viewer)));
        return card;
    }
}
