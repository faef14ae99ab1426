/// REST routes of pages. Start reading at [PageController].
@NullMarked
package io.portolan.page.rest;

import org.jspecify.annotations.NullMarked;
