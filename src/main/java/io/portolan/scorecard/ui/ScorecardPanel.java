package io.portolan.scorecard.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.portolan.blueprint.Blueprint;
import io.portolan.catalog.Entity;
import io.portolan.query.MatchContext;
import io.portolan.query.QueryMatcher;
import io.portolan.scorecard.Level;
import io.portolan.scorecard.Scorecard;
import io.portolan.scorecard.ScorecardEvaluator;
import io.portolan.scorecard.ScorecardResult;
import io.portolan.scorecard.ScorecardResults;
import io.portolan.scorecard.ScorecardRule;
import io.portolan.ui.EmptyState;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.HiddenText;
import io.portolan.ui.Icons;
import io.portolan.ui.RelativeTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// The scorecards of one entity: the level reached, how far the next one is, and each rule with what was found and
/// what was wanted. Evaluated on the state that is shown, so it is never behind it.
@CssImport("./scorecard/scorecard.css")
public class ScorecardPanel extends Div {

    private static final long serialVersionUID = 1L;

    private final transient ObjectNode entity;
    private final transient Explanation explanation;
    private final transient Instant now;

    ScorecardPanel(
            Entity entity,
            Blueprint blueprint,
            List<Scorecard> scorecards,
            List<ScorecardResults.Held> held,
            Instant now) {
        this.entity = entity.toJson();
        this.explanation = new Explanation(blueprint);
        this.now = now;
        addClassName("sc-panel");
        if (scorecards.isEmpty()) {
            add(new EmptyState(
                    "award",
                    getTranslation("scorecard.empty.title", blueprint.title()),
                    getTranslation("scorecard.empty.text"),
                    new Anchor("scorecards", getTranslation("scorecard.title"))));
        }
        for (Scorecard scorecard : scorecards) {
            Optional<Instant> since = held.stream()
                    .filter(one -> one.result().scorecard().equals(scorecard.identifier()))
                    .map(ScorecardResults.Held::since)
                    .findFirst();
            ScorecardEvaluator.evaluate(scorecard, this.entity, now)
                    .ifPresentOrElse(
                            result -> add(card(scorecard, result, since)), () -> add(notApplicable(scorecard)));
        }
    }

    private Component card(Scorecard scorecard, ScorecardResult result, Optional<Instant> since) {
        Section card = section(scorecard);
        Level reached = scorecard.levels().get(result.levelIndex());
        Div state = new Div(new EnumBadge(reached.title(), reached.color()));
        state.addClassName("pt-row");
        since.ifPresent(moment -> {
            Span label = new Span(getTranslation("scorecard.since"));
            label.addClassName("pt-muted");
            state.add(label, new RelativeTime(moment));
        });
        card.add(state, progress(scorecard, result));
        Set<String> passed = result.rules().stream()
                .filter(rule -> rule.passed())
                .map(rule -> rule.identifier())
                .collect(Collectors.toSet());
        for (Level level : scorecard.levels()) {
            List<ScorecardRule> rules = scorecard.rulesOf(level);
            if (!rules.isEmpty()) {
                card.add(rules(level, rules, passed));
            }
        }
        return card;
    }

    private Component progress(Scorecard scorecard, ScorecardResult result) {
        Div progress = new Div();
        progress.addClassName("sc-progress");
        if (result.levelIndex() == scorecard.levels().size() - 1) {
            progress.add(new Span(getTranslation("scorecard.top")));
            return progress;
        }
        Level next = scorecard.levels().get(result.levelIndex() + 1);
        List<String> needed = scorecard.rules().stream()
                .filter(rule -> scorecard.indexOf(rule.level()) <= result.levelIndex() + 1)
                .map(ScorecardRule::identifier)
                .toList();
        long done = result.rules().stream()
                .filter(rule -> rule.passed() && needed.contains(rule.identifier()))
                .count();
        ProgressBar bar = new ProgressBar(0, Math.max(1, needed.size()), done);
        String text = getTranslation("scorecard.next", done, needed.size(), next.title());
        bar.getElement().setAttribute("aria-label", text);
        progress.add(bar, new Span(text));
        return progress;
    }

    private Component rules(Level level, List<ScorecardRule> rules, Set<String> passed) {
        Section section = new Section();
        section.addClassName("sc-level");
        H3 title = new H3(new EnumBadge(level.title(), level.color()));
        UnorderedList list = new UnorderedList();
        list.addClassName("sc-rules");
        for (ScorecardRule rule : rules) {
            list.add(item(rule, passed.contains(rule.identifier())));
        }
        section.add(title, list);
        return section;
    }

    private ListItem item(ScorecardRule rule, boolean passed) {
        Span sign = new Span(Icons.of(passed ? "circle-check" : "circle-x"));
        sign.addClassName("sc-sign");
        Span title = new Span(rule.title());
        title.addClassName("sc-rule-title");
        Div texts = new Div(title, new HiddenText(getTranslation(passed ? "scorecard.passed" : "scorecard.failed")));
        String description = rule.description();
        if (description != null && !description.isBlank()) {
            Paragraph paragraph = new Paragraph(description);
            paragraph.addClassName("pt-muted");
            texts.add(paragraph);
        }
        for (QueryMatcher.Outcome outcome : QueryMatcher.explain(rule.query(), entity, MatchContext.at(now))) {
            Div line = new Div();
            line.addClassName("sc-condition");
            line.getElement().setAttribute("data-passed", String.valueOf(outcome.passed()));
            line.setText(getTranslation(
                    outcome.passed() ? "scorecard.outcome.met" : "scorecard.outcome.missed",
                    explanation.wanted(outcome.rule()),
                    explanation.found(outcome)));
            texts.add(line);
        }
        ListItem item = new ListItem(sign, texts);
        item.addClassName("sc-rule");
        item.getElement().setAttribute("data-passed", String.valueOf(passed));
        return item;
    }

    private Component notApplicable(Scorecard scorecard) {
        Section card = section(scorecard);
        Paragraph text = new Paragraph(getTranslation("scorecard.filtered"));
        text.addClassName("pt-muted");
        card.add(text);
        return card;
    }

    private static Section section(Scorecard scorecard) {
        Section card = new Section();
        card.addClassName("pt-card");
        H2 title = new H2(new Anchor(ScorecardNavigation.scorecard(scorecard), scorecard.title()));
        card.add(new Header(title));
        return card;
    }
}
