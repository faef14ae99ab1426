package io.portolan.scorecard.ui;

import io.portolan.kernel.Actor;
import io.portolan.scorecard.Scorecard;
import io.portolan.ui.NavigationContributor;
import io.portolan.ui.NavigationItem;
import io.portolan.ui.NavigationItem.Section;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Component;

/// Where scorecards live in the browser. Paths are without leading slash and percent-encoded.
@Component
public class ScorecardNavigation implements NavigationContributor {

    /// The page of a scorecard.
    public static String scorecard(Scorecard scorecard) {
        return "scorecards/" + encode(scorecard.blueprint()) + "/" + encode(scorecard.identifier());
    }

    static String edit(Scorecard scorecard) {
        return "scorecards/edit/" + encode(scorecard.blueprint()) + "/" + encode(scorecard.identifier());
    }

    @Override
    public List<NavigationItem> items(Actor viewer) {
        return List.of(NavigationItem.of(Section.INSIGHT, "scorecard.title", "award", "scorecards", 50));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
