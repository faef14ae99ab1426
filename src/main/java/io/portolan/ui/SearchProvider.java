package io.portolan.ui;

import io.portolan.kernel.Actor;
import java.util.List;

/// Something that the command palette can find. Beans of this type are asked in parallel, off the UI thread, each with
/// a second's time; a provider that fails or is late is left out.
public interface SearchProvider {

    /// Hits for this text, best first, at most `limit`, only what the viewer may see. The text is trimmed and may be
    /// empty: then the provider offers what is worth suggesting, or nothing.
    List<SearchHit> search(String text, int limit, Actor viewer);
}
