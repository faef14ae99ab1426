package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// People ask where a value comes from, look at an entity as it was and give that back, and read what a change of a
/// blueprint does before they save it.
class PastAndFutureE2E extends Journey {

    @Autowired
    private Api api;

    private String service = "";

    @BeforeEach
    void aServiceThatChanged() {
        service = Names.unique("service");
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Service","icon":"Microservice",
                 "schema":{"properties":{
                  "replicas":{"title":"Replicas","type":"number"},
                  "price":{"title":"Price of a replica","type":"number"},
                  "channel":{"title":"Channel","type":"string"}},"required":[]},
                 "calculationProperties":{"cost":{"title":"Cost","type":"number",
                  "calculation":".properties.replicas * .properties.price"}}}
                """.formatted(service)).expect(201);
        api.post("/v1/blueprints/" + service + "/entities", """
                {"identifier":"cart","title":"Cart","properties":{"replicas":2,"price":30,"channel":"#cart"}}
                """).expect(201);
        api.patch("/v1/blueprints/" + service + "/entities/cart", """
                {"properties":{"replicas":5}}
                """).expect(200);
        api.patch("/v1/blueprints/" + service + "/entities/cart", """
                {"properties":{"replicas":12,"channel":"#checkout"}}
                """).expect(200);
    }

    @Test
    void aComputedValueTellsWhereItComesFrom() {
        signInAsAdmin();
        open("entity/" + service + "/cart");
        button("Where “Cost” comes from").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByText(".properties.replicas * .properties.price").first().waitFor();
        dialog.getByText(".properties.replicas = 12").first().waitFor();
        dialog.getByText("360").first().waitFor();
        Screens.take(page, "entity-explained");
        button("Close").click();
        settle();
    }

    @Test
    void anOlderStateIsShownAndGivenBack() {
        signInAsAdmin();
        open("entity/" + service + "/cart?tab=history");
        Locator slider = page.locator("input[type=range]");
        slider.focus();
        slider.press("ArrowLeft");
        page.getByRole(
                        AriaRole.CELL,
                        new Page.GetByRoleOptions().setName("#cart").setExact(true))
                .first()
                .waitFor();
        Screens.take(page, "entity-past");
        slider.press("ArrowLeft");
        page.getByRole(AriaRole.CELL, new Page.GetByRoleOptions().setName("2").setExact(true))
                .first()
                .waitFor();
        button("Restore").click();
        page.getByText("The present state stays in the history").first().waitFor();
        page.getByRole(AriaRole.ALERTDIALOG)
                .or(page.getByRole(AriaRole.DIALOG))
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Restore"))
                .last()
                .click();
        page.getByText("“Cart” is as it was").first().waitFor();
        assertThat(api.get("/v1/blueprints/" + service + "/entities/cart")
                        .expect(200)
                        .body()
                        .at("/entity/properties/replicas")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void aChangeOfABlueprintSaysWhatItDoes() {
        signInAsAdmin();
        open("builder/" + service);
        Locator channel = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove Channel"))
                .first();
        channel.click();
        button("Save").click();
        page.getByRole(AriaRole.DIALOG)
                .getByText("“channel” goes with the values of one entity")
                .first()
                .waitFor();
        Screens.take(page, "builder-impact");
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cancel"))
                .click();
        assertThat(api.get("/v1/blueprints/" + service)
                        .expect(200)
                        .body()
                        .at("/blueprint/schema/properties/channel/title")
                        .stringValue())
                .isEqualTo("Channel");
    }
}
