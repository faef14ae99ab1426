package io.portolan.catalog.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import io.portolan.access.CurrentActor;
import io.portolan.blueprint.Blueprint;
import io.portolan.catalog.SavedView;
import io.portolan.catalog.SavedViewService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.ConfirmDialogs;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Icons;
import io.portolan.ui.Notices;
import io.portolan.ui.Texts;
import java.util.List;
import java.util.function.Consumer;

/// Saving, renaming, sharing and deleting the views of one kind. Call on the UI thread.
final class ViewDialogs {

    private final Blueprint kind;
    private final SavedViewService views;
    private final CurrentActor currentActor;

    ViewDialogs(Blueprint kind, SavedViewService views, CurrentActor currentActor) {
        this.kind = kind;
        this.views = views;
        this.currentActor = currentActor;
    }

    /// Asks for the name under which to keep what the table shows. A view of that name is replaced after a question.
    void save(TableQuery query, String proposed, Runnable done) {
        Actor actor = currentActor.require();
        Checkbox everybody = new Checkbox(Texts.get("catalog.views.everybody"));
        everybody.setHelperText(Texts.get("catalog.views.everybody.hint"));
        NameDialog dialog = new NameDialog(Texts.get("catalog.views.save.title"), proposed);
        if (actor.isAdmin()) {
            dialog.below(everybody);
        }
        dialog.open(name -> {
            boolean shared = everybody.getValue();
            Runnable write = () -> {
                views.save(kind.identifier(), name, shared, query.toState(), actor);
                dialog.close();
                Notices.success(Texts.get("catalog.views.saved", name));
                done.run();
            };
            if (taken(name, shared, actor)) {
                ConfirmDialogs.ask(
                        Texts.get("catalog.views.replace.title", name),
                        shared ? Texts.get("catalog.views.replace.shared") : Texts.get("catalog.views.replace.own"),
                        Texts.get("catalog.views.replace"),
                        write);
            } else {
                write.run();
            }
        });
    }

    private boolean taken(String name, boolean shared, Actor actor) {
        return views.visible(kind.identifier(), actor).stream()
                .anyMatch(view -> view.shared() == shared && view.name().equals(name));
    }

    /// Lists the views that the user at hand may change, with what can be done with each.
    void manage(Runnable done) {
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(Texts.get("catalog.views.manage.title", kind.title()));
        dialog.setWidth("min(34rem, 96vw)");
        Div content = new Div();
        fill(content, done);
        dialog.add(content);
        dialog.getFooter().add(new Button(Texts.get("ui.close"), event -> dialog.close()));
        dialog.open();
    }

    private void fill(Div content, Runnable done) {
        Actor actor = currentActor.require();
        List<SavedView> changeable = views.visible(kind.identifier(), actor).stream()
                .filter(view -> view.changeableBy(actor))
                .toList();
        Runnable changed = () -> {
            fill(content, done);
            done.run();
        };
        content.removeAll();
        if (changeable.isEmpty()) {
            content.add(new Paragraph(Texts.get("catalog.views.none")));
            return;
        }
        UnorderedList list = new UnorderedList();
        list.addClassName("cat-views-list");
        changeable.forEach(view -> list.add(row(view, actor, changed)));
        content.add(list);
    }

    private ListItem row(SavedView view, Actor actor, Runnable changed) {
        Span name = new Span(view.name());
        name.addClassName("cat-views-name");
        ListItem row = new ListItem(name);
        if (view.shared()) {
            row.add(new EnumBadge(Texts.get("catalog.views.shared"), BadgeColor.LIGHT_GRAY));
        }
        row.add(tool("pencil", Texts.get("catalog.views.rename", view.name()), () -> rename(view, actor, changed)));
        if (actor.isAdmin() && view.shared()) {
            row.add(tool("lock", Texts.get("catalog.views.unshare", view.name()), () -> unshare(view, actor, changed)));
        } else if (actor.isAdmin()) {
            row.add(tool("users", Texts.get("catalog.views.share", view.name()), () -> {
                views.share(view.id(), true, actor);
                Notices.success(Texts.get("catalog.views.share.done", view.name()));
                changed.run();
            }));
        }
        row.add(tool("trash", Texts.get("catalog.views.delete", view.name()), () -> delete(view, actor, changed)));
        return row;
    }

    private static Button tool(String icon, String label, Runnable action) {
        Button tool = new Button(Icons.of(icon), event -> {
            try {
                action.run();
            } catch (RuntimeException e) {
                Notices.failure(e);
            }
        });
        tool.addThemeVariants(ButtonVariant.TERTIARY);
        tool.setAriaLabel(label);
        tool.setTooltipText(label);
        return tool;
    }

    private void rename(SavedView view, Actor actor, Runnable changed) {
        NameDialog dialog = new NameDialog(Texts.get("catalog.views.rename", view.name()), view.name());
        dialog.open(name -> {
            views.rename(view.id(), name, actor);
            dialog.close();
            changed.run();
        });
    }

    private void unshare(SavedView view, Actor actor, Runnable changed) {
        ConfirmDialogs.ask(
                Texts.get("catalog.views.unshare.title", view.name()),
                Texts.get("catalog.views.unshare.text", view.owner()),
                Texts.get("catalog.views.unshare.confirm"),
                () -> {
                    views.share(view.id(), false, actor);
                    changed.run();
                });
    }

    private void delete(SavedView view, Actor actor, Runnable changed) {
        ConfirmDialogs.delete(
                Texts.get("catalog.views.named", view.name()),
                view.shared() ? Texts.get("catalog.views.delete.shared") : Texts.get("catalog.views.delete.own"),
                () -> {
                    views.delete(view.id(), actor);
                    changed.run();
                });
    }

    /// Asks for the name of a view; what stands against it is said at the field.
    private static final class NameDialog extends Dialog {

        private static final long serialVersionUID = 1L;

        private final TextField name = new TextField();
        private final Div content = new Div(name);

        private NameDialog(String title, String start) {
            setHeaderTitle(title);
            setWidth("min(26rem, 96vw)");
            name.setLabel(Texts.get("catalog.views.name"));
            name.setMaxLength(SavedViewService.LONGEST_NAME);
            name.setRequiredIndicatorVisible(true);
            name.setManualValidation(true);
            name.setWidthFull();
            name.setValue(start);
            content.addClassName("cat-dialog-content");
            add(content);
        }

        private void below(Checkbox box) {
            content.add(box);
        }

        private void open(Consumer<String> write) {
            Button save = new Button(Texts.get("ui.save"), event -> save(write));
            save.addThemeVariants(ButtonVariant.PRIMARY);
            save.addClickShortcut(Key.ENTER).resetFocusOnActiveElement();
            getFooter().add(new Button(Texts.get("ui.cancel"), event -> close()), save);
            open();
            name.focus();
        }

        private void save(Consumer<String> write) {
            String text = name.getValue().strip();
            name.setInvalid(false);
            try {
                if (text.isEmpty()) {
                    refuse(Texts.get("ui.form.required"));
                } else {
                    write.accept(text);
                }
            } catch (PortalException.Invalid e) {
                refuse(e.violations().getFirst().reason());
            } catch (RuntimeException e) {
                Notices.failure(e);
            }
        }

        private void refuse(String reason) {
            name.setErrorMessage(reason);
            name.setInvalid(true);
            name.focus();
        }
    }
}
