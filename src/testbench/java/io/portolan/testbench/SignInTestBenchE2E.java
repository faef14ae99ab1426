package io.portolan.testbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.login.testbench.LoginFormElement;
import com.vaadin.testbench.AbstractBrowserTestBase;
import com.vaadin.testbench.TestBench;
import io.portolan.testing.PortalTest;
import io.portolan.testing.TestDatabase;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Signing in, as a person does it.
@PortalTest
@EnabledIf(
        value = "io.portolan.testbench.Licence#present",
        disabledReason = "TestBench needs a licence key (VAADIN_PRO_KEY, VAADIN_OFFLINE_KEY or a key file)")
class SignInTestBenchE2E extends AbstractBrowserTestBase {

    private @Nullable WebDriver driver;

    @LocalServerPort
    private int port;

    @Override
    public WebDriver getDriver() {
        return Objects.requireNonNull(driver, "the browser is not open");
    }

    @BeforeEach
    void openBrowser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(System.getenv().getOrDefault("PORTOLAN_CHROMIUM", "/usr/bin/chromium"));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu");
        driver = TestBench.createDriver(new ChromeDriver(options));
        getDriver().get("http://localhost:" + port + "/login");
    }

    @AfterEach
    void closeBrowser() {
        if (driver != null) {
            driver.quit();
        }
    }

    @Test
    void theAdministratorSignsInAndLeavesTheLoginPage() {
        LoginFormElement form = $(LoginFormElement.class).waitForFirst();
        form.getUsernameField().setValue("admin@localhost");
        form.getPasswordField().setValue(TestDatabase.ADMIN_PASSWORD);
        form.submit();
        new WebDriverWait(getDriver(), Duration.ofSeconds(60))
                .until(page -> !String.valueOf(page.getCurrentUrl()).endsWith("/login"));
        assertThat(getDriver().getCurrentUrl()).doesNotContain("login");
    }
}
