package io.portolan.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.portolan.access.CurrentActor;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.ui.EmptyState;
import io.portolan.ui.Icons;
import io.portolan.ui.PageHeader;
import io.portolan.ui.Texts;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/// Every kind of thing in the catalog, with how many there are.
@Route("catalog")
@PermitAll
@CssImport("./catalog/catalog.css")
class CatalogView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;
    private static final int SEARCHABLE = 12;

    private final Div cards = new Div();

    CatalogView(BlueprintService blueprints, TableParts parts, CurrentActor currentActor) {
        Actor viewer = currentActor.require();
        addClassName("pt-page");
        PageHeader header = new PageHeader(getTranslation("catalog.page"))
                .icon("layers")
                .description(getTranslation("catalog.page.text"));
        if (viewer.isAdmin()) {
            header.actions(new Anchor("builder", getTranslation("catalog.model")));
        }
        List<Blueprint> kinds =
                blueprints.all().stream().filter(kind -> !kind.isProtected()).toList();
        add(header);
        if (kinds.isEmpty()) {
            add(viewer.isAdmin() ? nothing() : nothingForReaders());
            return;
        }
        if (kinds.size() > SEARCHABLE) {
            TextField words = new TextField();
            words.setPlaceholder(getTranslation("catalog.kinds.search"));
            words.setAriaLabel(getTranslation("catalog.kinds.search"));
            words.setPrefixComponent(Icons.of("search"));
            words.setClearButtonVisible(true);
            words.setValueChangeMode(ValueChangeMode.EAGER);
            words.addValueChangeListener(event -> narrow(event.getValue()));
            words.addClassName("cat-kinds-search");
            add(words);
        }
        cards.addClassName("pt-grid");
        kinds.forEach(kind -> cards.add(card(kind, parts.count(kind.identifier(), viewer))));
        add(cards);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("catalog.page");
    }

    private void narrow(String words) {
        String wanted = words.strip().toLowerCase(Texts.locale());
        cards.getChildren()
                .forEach(card -> card.setVisible(
                        card.getElement().getAttribute("data-words").contains(wanted)));
    }

    private static Component card(Blueprint kind, long count) {
        Div icon = new Div(Icons.of(kind.icon()));
        icon.addClassName("pt-page-icon");
        H2 title = new H2(kind.title());
        Span number = new Span(TableParts.words(count));
        number.addClassName("pt-muted");
        Div head = new Div(icon, new Div(title, number));
        head.addClassName("cat-kind-head");
        Anchor card = new Anchor(EntityNavigation.table(kind.identifier()));
        card.add(head);
        String description = kind.description();
        if (description != null && !description.isBlank()) {
            card.add(new Paragraph(description));
        }
        card.addClassNames("pt-card", "cat-kind");
        card.getElement()
                .setAttribute(
                        "data-words",
                        (kind.title() + " " + kind.identifier() + " " + description).toLowerCase(Texts.locale()));
        return card;
    }

    private Component nothing() {
        Anchor build = new Anchor("builder", getTranslation("catalog.none.build"));
        build.addClassName("pt-button-link");
        return new EmptyState(
                "layers",
                getTranslation("catalog.none"),
                getTranslation("catalog.none.text"),
                build,
                new Anchor("import", getTranslation("catalog.none.import")));
    }

    private Component nothingForReaders() {
        return new EmptyState("layers", getTranslation("catalog.none"), getTranslation("catalog.none.reader"));
    }
}
