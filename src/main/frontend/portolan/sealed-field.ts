import '@vaadin/password-field';
import { LitElement, css, html } from 'lit';

const bytes = (base64: string) => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));

const base64 = (parts: Uint8Array[]) => {
  let text = '';
  parts.forEach((part) => part.forEach((one) => (text += String.fromCharCode(one))));
  return btoa(text);
};

/** IV, wrapped key, ciphertext with tag: what the holder of the private key can open and nobody else. */
async function seal(plain: string, pem: string): Promise<string> {
  const body = pem.replace(/-----[^-]+-----/g, '').replace(/\s+/g, '');
  const key = await crypto.subtle.importKey('spki', bytes(body), { name: 'RSA-OAEP', hash: 'SHA-256' }, false, [
    'encrypt',
  ]);
  const secret = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const raw = await crypto.subtle.exportKey('raw', secret);
  const wrapped = await crypto.subtle.encrypt({ name: 'RSA-OAEP' }, key, raw);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, secret, new TextEncoder().encode(plain));
  return base64([iv, new Uint8Array(wrapped), new Uint8Array(sealed)]);
}

/** A field for a secret that leaves the browser encrypted with a public key. */
class SealedField extends LitElement {
  static properties = {
    value: {},
    pem: {},
    label: {},
    helperText: {},
    errorMessage: {},
    invalid: { type: Boolean },
    required: { type: Boolean },
    readonly: { type: Boolean },
    sealedText: {},
    failedText: {},
    insecureText: {},
    typed: { state: true },
    problem: { state: true },
  };

  static styles = css`
    :host {
      display: block;
    }
    :host([hidden]) {
      display: none;
    }
    vaadin-password-field {
      width: 100%;
    }
  `;

  declare value: string;
  declare pem: string;
  declare label: string;
  declare helperText: string;
  declare errorMessage: string;
  declare invalid: boolean;
  declare required: boolean;
  declare readonly: boolean;
  declare sealedText: string;
  declare failedText: string;
  declare insecureText: string;
  declare typed: string;
  declare problem: string;

  private round = 0;

  constructor() {
    super();
    this.value = '';
    this.typed = '';
    this.problem = '';
  }

  focus() {
    this.renderRoot.querySelector<HTMLElement>('vaadin-password-field')?.focus();
  }

  willUpdate(changed: Map<string, unknown>) {
    if (changed.has('value') && !this.value) {
      this.typed = '';
    }
  }

  render() {
    const notes = [this.helperText, this.value ? this.sealedText : ''].filter(Boolean).join(' · ');
    return html`<vaadin-password-field
      .label=${this.label ?? ''}
      .value=${this.typed}
      .helperText=${notes}
      .errorMessage=${this.problem || (this.errorMessage ?? '')}
      .invalid=${Boolean(this.problem) || Boolean(this.invalid)}
      .required=${Boolean(this.required)}
      .readonly=${Boolean(this.readonly)}
      autocomplete="new-password"
      @change=${this.changed}
    ></vaadin-password-field>`;
  }

  private async changed(event: Event) {
    const typed = (event.target as HTMLInputElement & { value: string }).value;
    const round = ++this.round;
    this.typed = typed;
    let sealed = '';
    this.problem = '';
    if (typed) {
      try {
        if (!globalThis.crypto?.subtle) {
          this.problem = this.insecureText;
        } else {
          sealed = await seal(typed, this.pem);
        }
      } catch {
        this.problem = this.failedText;
      }
    }
    // what was typed last counts
    if (round === this.round && sealed !== this.value) {
      this.value = sealed;
      this.dispatchEvent(new CustomEvent('value-changed', { detail: { value: sealed } }));
    }
  }
}

customElements.define('portolan-sealed', SealedField);
