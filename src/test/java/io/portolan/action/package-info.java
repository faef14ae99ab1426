/// Tests of actions and runs.
@org.jspecify.annotations.NullMarked
package io.portolan.action;
