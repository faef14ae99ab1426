/// REST routes of scorecards. Start reading at [ScorecardController].
@NullMarked
package io.portolan.scorecard.rest;

import org.jspecify.annotations.NullMarked;
