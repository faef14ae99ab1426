package io.portolan.access.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.portolan.access.ApiCredentials;
import io.portolan.access.CurrentActor;
import io.portolan.access.OrganizationService;
import io.portolan.kernel.Json;
import io.portolan.ui.Notices;
import io.portolan.ui.PageHeader;
import jakarta.annotation.security.RolesAllowed;
import tools.jackson.databind.node.ObjectNode;

/// The organisation's name, and where programs find the API.
@Route("settings/organization")
@RolesAllowed("ADMIN")
class OrganizationView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient OrganizationService organization;
    private final transient CurrentActor currentActor;

    OrganizationView(OrganizationService organization, ApiCredentials credentials, CurrentActor currentActor) {
        this.organization = organization;
        this.currentActor = currentActor;
        addClassName("pt-page");
        ObjectNode json = organization.json();
        add(
                new PageHeader(getPageTitle())
                        .description(getTranslation("access.about.description"))
                        .icon("building"),
                nameCard(json),
                apiCard(json, credentials));
    }

    @Override
    public final String getPageTitle() {
        return getTranslation("access.about.title");
    }

    private Component nameCard(ObjectNode json) {
        TextField name = new TextField(getTranslation("access.about.name"));
        name.setValue(json.path("name").asString());
        name.setMaxLength(200);
        name.setRequiredIndicatorVisible(true);
        name.addClassName("ac-search");
        Button save = new Button(getTranslation("ui.save"), _ -> {
            try {
                organization.update(Json.object().put("name", name.getValue().strip()), false, currentActor.require());
                Notices.success(getTranslation("access.about.saved"));
            } catch (RuntimeException e) {
                Notices.failure(e);
            }
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        Div row = new Div(name, save);
        row.addClassName("pt-row");
        row.getStyle().set("align-items", "end");
        Div card = new Div(row);
        card.addClassName("pt-card");
        return card;
    }

    private Component apiCard(ObjectNode json, ApiCredentials credentials) {
        Anchor docs = new Anchor("swagger-ui.html", getTranslation("access.about.api.docs"));
        docs.setRouterIgnore(true);
        DescriptionList facts = new DescriptionList();
        facts.addClassName("pt-facts");
        fact(facts, "access.about.id", new Code(json.path("id").asString()));
        fact(facts, "access.about.client", new Code(credentials.organization().clientId()));
        fact(facts, "access.about.api", docs);
        Div card = new Div(
                new H2(getTranslation("access.about.api")),
                new Paragraph(getTranslation("access.about.api.text")),
                facts);
        card.addClassName("pt-card");
        return card;
    }

    private void fact(DescriptionList facts, String labelKey, Component value) {
        facts.add(new DescriptionList.Term(getTranslation(labelKey)), new DescriptionList.Description(value));
    }
}
