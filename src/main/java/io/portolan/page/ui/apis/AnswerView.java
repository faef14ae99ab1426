package io.portolan.page.ui.apis;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EnumBadge;

/// Status, headers and body of an answer.
class AnswerView extends Div {

    private static final long serialVersionUID = 1L;

    AnswerView(ApiAnswer answer) {
        addClassName("pg-api-result");
        add(new EnumBadge(String.valueOf(answer.status()), color(answer.status())));
        String headers = getTranslation("page.api.headers", answer.headers().size());
        add(ApiParts.lazy(
                new Span(headers),
                details -> details.add(ApiParts.source(headers, String.join("\n", answer.headers())))));
        if (answer.binary()) {
            add(new Span(getTranslation("page.api.binary")));
        } else if (!answer.body().isEmpty()) {
            add(ApiParts.source(getTranslation("page.api.answer.body"), answer.body()));
        }
        if (answer.cut()) {
            add(new Span(getTranslation("page.api.cut", ApiAnswer.SHOWN)));
        }
    }

    private static BadgeColor color(int status) {
        return switch (status / 100) {
            case 2 -> BadgeColor.GREEN;
            case 3 -> BadgeColor.BLUE;
            case 4 -> BadgeColor.ORANGE;
            default -> BadgeColor.RED;
        };
    }
}
