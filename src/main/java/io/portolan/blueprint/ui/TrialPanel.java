package io.portolan.blueprint.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import io.portolan.blueprint.ExpressionTrial;
import io.portolan.blueprint.ExpressionTrial.Outcome;
import io.portolan.blueprint.ExpressionTrial.Result;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.ui.Background;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.CodeEditor;
import io.portolan.ui.CodeEditor.Mark;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Texts;
import io.portolan.ui.form.Choice;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpec.Kind;
import io.portolan.ui.form.JsonForm;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Shows while a calculation is written what it comes to for a real entity, or what is wrong with it and where.
///
/// Evaluates off the UI lock and one text at a time: what is typed meanwhile is looked at once the answer is there.
class TrialPanel extends Div {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(TrialPanel.class);
    private static final String ENTITY = "entity";
    private static final int MOST_CHARACTERS = 4_000;

    /// What the reader wants to know.
    private record Question(@Nullable String entity, String calculation, String type) {}

    /// What is shown; made in the background, because values can be long.
    private record Answer(
            Optional<Outcome> outcome,
            String value,
            String input,
            @Nullable RuntimeException failure) {}

    private final transient ExpressionTrial trial;
    private final String blueprint;
    private final transient Actor viewer;
    private final JsonForm definition;
    private final JsonForm subject;
    private final Div result = new Div();
    private final CodeEditor input;
    private final Details inputDetails;
    private transient @Nullable Question asked;
    private transient CompletableFuture<Void> work = CompletableFuture.completedFuture(null);
    private boolean busy;

    /// @param definition the form with the fields `calculation` and `type`
    TrialPanel(ExpressionTrial trial, String blueprint, JsonForm definition, Actor viewer) {
        this.trial = trial;
        this.blueprint = blueprint;
        this.viewer = viewer;
        this.definition = definition;
        addClassName("bp-trial");
        subject = new JsonForm(List.of(FieldSpec.of(ENTITY, getTranslation("blueprint.trial.entity"), Kind.ENTITY)
                .withDescription(getTranslation("blueprint.trial.entity.text"))
                .withPicker((text, offset, limit) -> trial.candidates(blueprint, text, offset, limit, viewer).stream()
                        .map(TrialPanel::choice)
                        .toList())));
        result.addClassName("bp-trial-result");
        result.getElement().setAttribute("role", "status");
        input = new CodeEditor(getTranslation("blueprint.trial.input"), CodeEditor.Language.JSON);
        input.setReadOnly(true);
        inputDetails = new Details(getTranslation("blueprint.trial.input"), input);
        inputDetails.setVisible(false);
        add(new H3(getTranslation("blueprint.trial")), subject, result, inputDetails);
        definition.onChange(this::evaluate);
        subject.onChange(this::evaluate);
        addAttachListener(event -> evaluate());
    }

    /// Done when the answer to the latest question is there.
    CompletableFuture<Void> work() {
        return work;
    }

    private static Choice choice(ExpressionTrial.Candidate entity) {
        boolean named = entity.title().equals(entity.identifier());
        return new Choice(entity.identifier(), entity.title(), named ? null : entity.identifier(), null);
    }

    private Question question() {
        ObjectNode form = definition.value();
        return new Question(
                Json.text(subject.value(), ENTITY),
                Objects.requireNonNullElse(Json.text(form, "calculation"), ""),
                Objects.requireNonNullElse(Json.text(form, "type"), ""));
    }

    private void evaluate() {
        Question wanted = question();
        UI ui = getUI().orElse(null);
        if (ui == null || busy || wanted.equals(asked)) {
            return;
        }
        asked = wanted;
        busy = true;
        work = Background.run(ui, "calculation-trial", () -> answer(wanted), answer -> tell(wanted, answer), e -> {
            LOG.debug("A calculation could not be tried", e);
            tell(wanted, new Answer(Optional.empty(), "", "", e));
        });
    }

    private void tell(Question question, Answer answer) {
        busy = false;
        show(question, answer);
        evaluate();
    }

    private Answer answer(Question question) {
        Optional<Outcome> outcome = trial.of(blueprint, question.entity(), calculation(question), viewer);
        String value = outcome.map(Outcome::result)
                .map(found -> found instanceof Result.Value some ? shortened(Json.pretty(some.value())) : "")
                .orElse("");
        return new Answer(
                outcome, value, outcome.map(found -> Json.pretty(found.input())).orElse(""), null);
    }

    /// Before anything is typed the input alone is of interest.
    private static String calculation(Question question) {
        return question.calculation().isBlank() ? "empty" : question.calculation();
    }

    private static String shortened(String text) {
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text;
    }

    private void show(Question question, Answer answer) {
        result.removeAll();
        mark(List.of());
        Outcome outcome = answer.outcome().orElse(null);
        inputDetails.setVisible(outcome != null);
        if (outcome == null) {
            RuntimeException failure = answer.failure();
            result.add(new Paragraph(
                    failure == null
                            ? getTranslation("blueprint.trial.none")
                            : failure instanceof PortalException known
                                    ? known.reason()
                                    : getTranslation("blueprint.trial.failed")));
            return;
        }
        input.setValue(answer.input());
        Span tried =
                new Span(getTranslation("blueprint.trial.on", outcome.entity().title()));
        tried.addClassName("pt-muted");
        if (question.calculation().isBlank()) {
            result.add(tried);
            return;
        }
        switch (outcome.result()) {
            case Result.Value found -> {
                Pre text = new Pre(answer.value());
                text.getElement().setAttribute("tabindex", "0");
                result.add(facts(typeOf(found.value()), tried), text);
                note(question.type(), typeOf(found.value()));
            }
            case Result.Nothing nothing -> {
                result.add(facts("null", tried));
                result.add(new Paragraph(getTranslation("blueprint.trial.nothing", nothing.reason())));
            }
            case Result.Failed failed -> {
                Div problem = new Div(new Span(failed.reason()));
                problem.addClassName("bp-problem");
                result.add(problem, tried);
                if (failed.line() > 0) {
                    mark(List.of(new Mark(failed.line(), failed.column(), failed.reason())));
                }
            }
        }
    }

    private Div facts(String type, Span tried) {
        Div facts = new Div(new EnumBadge(typeName(type), BadgeColor.BLUE), tried);
        facts.addClassName("bp-facts");
        return facts;
    }

    private void note(String declared, String actual) {
        if (!declared.isEmpty() && !declared.equals(actual)) {
            Paragraph note =
                    new Paragraph(getTranslation("blueprint.trial.type", typeName(actual), typeName(declared)));
            note.addClassName("bp-trial-note");
            result.add(note);
        }
    }

    private void mark(List<Mark> marks) {
        definition.field("calculation").ifPresent(field -> {
            if (field.component() instanceof CodeEditor code) {
                code.setMarks(marks);
            }
        });
    }

    private static String typeOf(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String typeName(String type) {
        return Texts.orPlain("blueprint.option." + type, type);
    }
}
