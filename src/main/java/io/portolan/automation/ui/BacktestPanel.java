package io.portolan.automation.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.IntegerField;
import io.portolan.automation.AutomationService;
import io.portolan.automation.Backtest;
import io.portolan.changelog.Change;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import io.portolan.ui.Notices;
import io.portolan.ui.RelativeTime;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Tries the definition at hand on the past: "it would have started 2 times".
final class BacktestPanel extends Div {

    private static final long serialVersionUID = 1L;
    private static final int USUAL = 500;
    private static final int SHOWN = 10;

    private final Div result = new Div();

    /// @param definition what to try; empty when it cannot be read at the moment
    BacktestPanel(AutomationService automations, Supplier<Optional<ObjectNode>> definition, Actor viewer) {
        addClassName("pt-card");
        IntegerField last = new IntegerField(getTranslation("automation.try.last"));
        last.setMin(1);
        last.setMax(5000);
        last.setValue(USUAL);
        last.setStepButtonsVisible(true);
        last.setStep(100);
        Button run = new Button(getTranslation("automation.try.run"));
        run.addClickListener(event -> {
            Integer count = last.getValue();
            definition.get().ifPresent(json -> {
                try {
                    show(automations.backtest(json, count == null ? USUAL : count, viewer));
                } catch (PortalException e) {
                    result.removeAll();
                    Notices.failure(e);
                }
            });
        });
        Div row = new Div(last, run);
        row.addClassName("am-try");
        Paragraph text = new Paragraph(getTranslation("automation.try.text"));
        text.addClassName("pt-muted");
        result.getElement().setAttribute("aria-live", "polite");
        add(new H2(getTranslation("automation.try.title")), text, row, result);
    }

    private void show(Backtest backtest) {
        result.removeAll();
        if (backtest.problem() != null) {
            Paragraph problem = new Paragraph(getTranslation("automation.try.problem", backtest.problem()));
            problem.addClassName("am-problem");
            result.add(problem);
            return;
        }
        Paragraph sentence =
                new Paragraph(getTranslation("automation.try.result", backtest.examined(), backtest.fired()));
        sentence.addClassName("am-result");
        result.add(sentence);
        if (!backtest.complete()) {
            result.add(new Paragraph(getTranslation("automation.try.incomplete")));
        }
        UnorderedList examples = new UnorderedList();
        examples.addClassName("am-list");
        backtest.matches().stream().limit(SHOWN).forEach(change -> examples.add(example(change)));
        result.add(examples);
    }

    private static ListItem example(Change change) {
        Div row = new Div(
                new Anchor("audit?change=" + change.id(), subject(change.blueprint(), change.identifier())),
                new RelativeTime(change.at()));
        row.addClassName("pt-row");
        return new ListItem(row);
    }

    private static String subject(@Nullable String blueprint, String identifier) {
        return blueprint == null ? identifier : blueprint + " / " + identifier;
    }
}
