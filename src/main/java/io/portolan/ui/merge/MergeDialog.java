package io.portolan.ui.merge;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.portolan.ui.Notices;
import io.portolan.ui.Texts;
import io.portolan.ui.merge.ThreeWay.Part;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Says what two people changed and asks, for each part that both did, whose is to be kept. Nothing is chosen
/// beforehand.
@CssImport("./portolan/merge.css")
public class MergeDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    /// Whose value is kept.
    public enum Side {
        MINE,
        THEIRS
    }

    private final transient ThreeWay merge;
    private final transient UnaryOperator<String> names;
    private final Map<String, RadioButtonGroup<Side>> choices = new LinkedHashMap<>();

    /// @param who made the other change
    /// @param names what people call a part, by its pointer
    /// @param save called with the merged document once everything is chosen
    public MergeDialog(ThreeWay merge, String who, UnaryOperator<String> names, Consumer<ObjectNode> save) {
        this.merge = merge;
        this.names = names;
        setHeaderTitle(getTranslation("ui.merge.title"));
        setWidth("min(52rem, 96vw)");
        setCloseOnOutsideClick(false);
        addClassName("pt-merge");
        List<Part> both = merge.both();
        add(new Paragraph(getTranslation("ui.merge.text", who, both.size())));
        add(parts(getTranslation("ui.merge.theirs", who), merge.onlyTheirs(), Side.THEIRS));
        add(parts(getTranslation("ui.merge.mine"), merge.onlyMine(), Side.MINE));
        if (both.size() > 1) {
            add(new Div(all("ui.merge.allMine", Side.MINE), all("ui.merge.allTheirs", Side.THEIRS)));
        }
        both.forEach(part -> add(choice(part)));
        Button merged = new Button(getTranslation("ui.merge.save"), event -> save(save));
        merged.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(Texts.get("ui.cancel"), event -> close()), merged);
    }

    /// Another way out, beside saving and going back.
    public MergeDialog with(String label, Runnable instead) {
        Button button = new Button(label, event -> {
            close();
            instead.run();
        });
        button.addThemeVariants(ButtonVariant.TERTIARY);
        getFooter().addComponentAsFirst(button);
        return this;
    }

    /// What comes together by itself.
    private Component parts(String title, List<Part> parts, Side side) {
        Div section = new Div();
        section.setVisible(!parts.isEmpty());
        UnorderedList list = new UnorderedList();
        for (Part part : parts) {
            Span name = new Span(names.apply(part.pointer()));
            name.addClassName("pt-merge-name");
            list.add(new ListItem(name, value(part, side)));
        }
        section.add(new H3(title), list);
        return section;
    }

    private RadioButtonGroup<Side> choice(Part part) {
        RadioButtonGroup<Side> group = new RadioButtonGroup<>(names.apply(part.pointer()));
        group.addClassName("pt-merge-choice");
        group.setManualValidation(true);
        group.setItems(Side.MINE, Side.THEIRS);
        group.setRenderer(new ComponentRenderer<>(side -> {
            Span whose = new Span(getTranslation("ui.merge.side." + side));
            whose.addClassName("pt-merge-side");
            return new Div(whose, value(part, side));
        }));
        JsonNode base = part.base();
        group.setHelperText(
                base == null
                        ? getTranslation("ui.merge.new")
                        : getTranslation("ui.merge.before", shortened(ThreeWay.words(base))));
        group.addValueChangeListener(event -> group.setInvalid(false));
        choices.put(part.pointer(), group);
        return group;
    }

    private Button all(String label, Side side) {
        Button button =
                new Button(getTranslation(label), event -> choices.values().forEach(group -> group.setValue(side)));
        button.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        return button;
    }

    private Component value(Part part, Side side) {
        JsonNode value = side == Side.MINE ? part.mine() : part.theirs();
        if (value == null) {
            Span none = new Span(getTranslation("ui.merge.none"));
            none.addClassName("pt-muted");
            return none;
        }
        return new Pre(ThreeWay.words(value));
    }

    private static String shortened(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + " …";
    }

    private void save(Consumer<ObjectNode> save) {
        Set<String> mine = new LinkedHashSet<>();
        boolean complete = true;
        for (Map.Entry<String, RadioButtonGroup<Side>> choice : choices.entrySet()) {
            RadioButtonGroup<Side> group = choice.getValue();
            if (group.isEmpty()) {
                group.setErrorMessage(getTranslation("ui.merge.choose"));
                group.setInvalid(true);
                complete = false;
            } else if (group.getValue() == Side.MINE) {
                mine.add(choice.getKey());
            }
        }
        if (!complete) {
            return;
        }
        close();
        try {
            save.accept(merge.merged(mine));
        } catch (RuntimeException e) {
            Notices.failure(e);
        }
    }
}
