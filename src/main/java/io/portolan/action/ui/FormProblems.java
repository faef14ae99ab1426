package io.portolan.action.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.portolan.action.FormState;
import java.util.List;

/// Tells an administrator which queries of a form fail, and where: the input, the keyword, and what jq says.
class FormProblems extends Div {

    private static final long serialVersionUID = 1L;

    FormProblems() {
        addClassName("act-problems");
        getElement().setAttribute("role", "status");
        setVisible(false);
    }

    void show(List<FormState.Problem> problems) {
        removeAll();
        setVisible(!problems.isEmpty());
        if (problems.isEmpty()) {
            return;
        }
        UnorderedList list = new UnorderedList();
        for (FormState.Problem problem : problems) {
            String owner = problem.owner().isEmpty() ? getTranslation("action.problems.form") : problem.owner();
            list.add(new ListItem(getTranslation(
                    "action.problems.one", owner, problem.keyword(), problem.reason(), problem.pointer())));
        }
        add(new Paragraph(getTranslation("action.problems.title", problems.size())), list);
    }
}
