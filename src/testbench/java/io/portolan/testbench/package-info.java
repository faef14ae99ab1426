/// Journeys on TestBench, in the profile `testbench` only. They are skipped where there is no licence key; the same
/// journeys run on Playwright for everybody.
@NullMarked
package io.portolan.testbench;

import org.jspecify.annotations.NullMarked;
