package io.portolan.ui;

import org.jspecify.annotations.Nullable;

/// One hit of a search.
///
/// @param group translation key of the heading it stands under, such as `catalog.search.entities`
/// @param title what people read
/// @param subject what the hit is about, put after the title in the reader's language ("Extend TTL of Payments"); null
///     for none
/// @param detail second line: kind, identifier, what happens; null for none
/// @param icon name of an icon as [Icons] knows it
/// @param path where it leads, without leading slash
/// @param score the higher the better: 100 for the same identifier or title, 50 for its beginning, 10 for somewhere in
///     it; own teams and recent things may add up to 20
public record SearchHit(
        String group,
        String title,
        @Nullable String subject,
        @Nullable String detail,
        String icon,
        String path,
        int score) {

    /// A hit that is about itself.
    public SearchHit(String group, String title, @Nullable String detail, String icon, String path, int score) {
        this(group, title, null, detail, icon, path, score);
    }

    SearchHit scored(int newScore) {
        return new SearchHit(group, title, subject, detail, icon, path, newScore);
    }

    /// The title as it is shown. Call on the UI thread.
    String text() {
        return subject == null ? title : Texts.get("ui.search.subject", title, subject);
    }
}
