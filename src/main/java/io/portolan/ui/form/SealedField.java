package io.portolan.ui.form;

import com.vaadin.flow.component.AbstractSinglePropertyField;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasHelper;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.shared.HasValidationProperties;
import io.portolan.ui.Texts;

/// A secret that the browser encrypts while it is typed: its value is the encrypted text, dialect section 5.2, Base64
/// of
/// IV (12 bytes), AES-256 key wrapped with RSA-OAEP and SHA-256, ciphertext and tag. What was typed never comes here.
@Tag("portolan-sealed")
@JsModule("./portolan/sealed-field.ts")
class SealedField extends AbstractSinglePropertyField<SealedField, String>
        implements HasLabel, HasHelper, HasStyle, HasValidationProperties, Focusable<SealedField> {

    private static final long serialVersionUID = 1L;

    /// @param pem public key, as PEM (SubjectPublicKeyInfo)
    SealedField(String pem) {
        super("value", "", false);
        getElement().setProperty("pem", pem);
        getElement().setProperty("sealedText", Texts.get("ui.form.sealed"));
        getElement().setProperty("failedText", Texts.get("ui.form.sealed.failed"));
        getElement().setProperty("insecureText", Texts.get("ui.form.sealed.insecure"));
    }
}
