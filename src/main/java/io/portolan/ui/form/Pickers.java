package io.portolan.ui.form;

import java.util.function.Function;

/// Where the fields for people, teams and entities get their choices from.
///
public record Pickers(Picker users, Picker teams, Function<EntityScope, Picker> entities) {

    /// Nothing to pick anywhere.
    public static Pickers none() {
        return new Pickers(Picker.none(), Picker.none(), scope -> Picker.none());
    }
}
