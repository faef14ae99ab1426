package io.portolan.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/// A test against the whole portal on a free port, with a database of its own. All such tests of a run share one
/// portal: name what you create with [Names] so that tests do not meet, and add no further configuration to a test
/// class, or a second portal is started for it.
///
/// Example mode is off, and the scheduler is there but stands still.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.class)
@Import(PortalTestConfiguration.class)
public @interface PortalTest {}
