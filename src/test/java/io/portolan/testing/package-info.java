/// What every test of the portal starts from: [PortalTest] for a running portal on a real database, [Api] to call it
/// as a client does, [SettableClock] for its time.
@NullMarked
package io.portolan.testing;

import org.jspecify.annotations.NullMarked;
