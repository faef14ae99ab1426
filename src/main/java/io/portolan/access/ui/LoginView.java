package io.portolan.access.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.portolan.access.CurrentActor;
import io.portolan.access.DemoUsers;
import io.portolan.kernel.PortalException;
import io.portolan.ui.Icons;
import io.portolan.ui.Notices;
import io.portolan.ui.SchemeToggle;

/// Where people sign in: by name and password, and in example mode with one click as one of the demo users.
@Route(value = "login", autoLayout = false)
@AnonymousAllowed
@CssImport("./access/access.css")
class LoginView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    /// Sends name and ticket the way the form sends name and password, with the CSRF token that Vaadin put on the page.
    private static final String SUBMIT = """
            const form = document.createElement('form');
            form.method = 'post';
            form.action = 'login';
            const field = (name, value) => {
              const input = document.createElement('input');
              input.type = 'hidden';
              input.name = name;
              input.value = value;
              form.append(input);
            };
            field('username', $0);
            field('password', $1);
            const name = document.querySelector('meta[name="_csrf_parameter"]');
            const value = document.querySelector('meta[name="_csrf"]');
            if (name && value) {
              field(name.content, value.content);
            }
            document.body.append(form);
            form.submit();
            """;

    private final transient DemoUsers demoUsers;
    private final transient CurrentActor currentActor;
    private final LoginForm form = new LoginForm();

    LoginView(DemoUsers demoUsers, CurrentActor currentActor) {
        this.demoUsers = demoUsers;
        this.currentActor = currentActor;
        addClassName("ac-login");
        form.setAction("login");
        form.setForgotPasswordButtonVisible(false);
        form.setI18n(texts("access.login.wrong.title", getTranslation("access.login.wrong.text")));
        Div scheme = new Div(new SchemeToggle());
        scheme.addClassName("ac-login-scheme");
        Div card = new Div(brand(), form);
        card.addClassName("ac-card");
        if (!demoUsers.all().isEmpty()) {
            card.add(demo());
        }
        add(scheme, card);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("access.login.page") + " · Portolan";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (currentActor.find().isPresent()) {
            event.forwardTo("");
            return;
        }
        QueryParameters query = event.getLocation().getQueryParameters();
        query.getSingleParameter("throttled").ifPresent(seconds -> {
            String wait = seconds.matches("\\d{1,5}") ? seconds : "60";
            form.setI18n(texts("access.login.throttled.title", getTranslation("access.login.throttled.text", wait)));
            form.setError(true);
        });
        if (query.getParameters().containsKey("error")) {
            form.setError(true);
        }
    }

    private Div brand() {
        Image mark = new Image("assets/portolan.svg", "");
        Div brand = new Div(mark, new H1("Portolan"), new Paragraph(getTranslation("access.login.tagline")));
        brand.addClassName("ac-brand");
        return brand;
    }

    private Div demo() {
        Div demo = new Div(
                new H2(getTranslation("access.login.demo.title")),
                new Paragraph(getTranslation("access.login.demo.text")));
        demo.addClassName("ac-demo");
        for (DemoUsers.DemoUser user : demoUsers.all()) {
            Span icon = new Span(Icons.of(
                    switch (user.key()) {
                        case "admin" -> "settings";
                        case "manager" -> "chart-pie";
                        default -> "code";
                    }));
            icon.addClassName("ac-demo-icon");
            icon.getElement().setAttribute("aria-hidden", "true");
            NativeButton button = new NativeButton();
            button.addClassName("ac-demo-user");
            button.add(icon);
            button.getElement()
                    .appendChild(
                            text("strong", getTranslation("access.login.demo." + user.key())),
                            text("small", getTranslation("access.login.demo." + user.key() + ".text")));
            button.setId("demo-" + user.key());
            button.addClickListener(event -> signIn(user));
            demo.add(button);
        }
        return demo;
    }

    private void signIn(DemoUsers.DemoUser user) {
        try {
            UI.getCurrentOrThrow().getPage().executeJs(SUBMIT, user.email(), demoUsers.ticket(user));
        } catch (PortalException e) {
            Notices.failure(e);
        }
    }

    private LoginI18n texts(String errorTitleKey, String errorText) {
        LoginI18n i18n = LoginI18n.createDefault();
        LoginI18n.Form labels = i18n.getForm();
        labels.setTitle("");
        labels.setUsername(getTranslation("access.login.name"));
        labels.setPassword(getTranslation("access.login.password"));
        labels.setSubmit(getTranslation("access.login.submit"));
        i18n.setForm(labels);
        LoginI18n.ErrorMessage error = i18n.getErrorMessage();
        error.setTitle(getTranslation(errorTitleKey));
        error.setMessage(errorText);
        error.setUsername(getTranslation("access.login.name.missing"));
        error.setPassword(getTranslation("access.login.password.missing"));
        i18n.setErrorMessage(error);
        return i18n;
    }

    private static Element text(String tag, String text) {
        Element element = new Element(tag);
        element.setText(text);
        return element;
    }
}
