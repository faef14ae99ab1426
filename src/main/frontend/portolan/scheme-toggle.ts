import './icons';
import '@vaadin/icon/src/vaadin-icon.js';
import { LitElement, css, html } from 'lit';

type Scheme = 'system' | 'light' | 'dark';

const KEY = 'portolan.scheme';
const order: Scheme[] = ['system', 'light', 'dark'];
const icons: Record<Scheme, string> = { system: 'pt:monitor', light: 'pt:sun', dark: 'pt:moon' };

function remembered(): Scheme {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system';
  }
}

class SchemeToggle extends LitElement {
  static override properties = { scheme: { state: true } };

  static override styles = css`
    button {
      all: unset;
      box-sizing: border-box;
      display: inline-flex;
      align-items: center;
      justify-content: center;
      width: 2.25rem;
      height: 2.25rem;
      border-radius: 0.6rem;
      cursor: pointer;
      color: inherit;
    }
    button:hover {
      background: color-mix(in srgb, currentColor 8%, transparent);
    }
    button:focus-visible {
      outline: 2px solid var(--pt-focus);
      outline-offset: 1px;
    }
    vaadin-icon {
      width: 1.15rem;
      height: 1.15rem;
    }
  `;

  declare scheme: Scheme;

  constructor() {
    super();
    this.scheme = remembered();
  }

  override render() {
    const label = this.getAttribute('label-' + this.scheme) ?? this.scheme;
    return html`<button type="button" aria-label=${label} title=${label} @click=${this.next}>
      <vaadin-icon icon=${icons[this.scheme]} aria-hidden="true"></vaadin-icon>
    </button>`;
  }

  private next() {
    this.scheme = order[(order.indexOf(this.scheme) + 1) % order.length];
    try {
      if (this.scheme === 'system') {
        localStorage.removeItem(KEY);
      } else {
        localStorage.setItem(KEY, this.scheme);
      }
    } catch {
      // Storage is switched off: the choice holds for this page.
    }
    document.documentElement.style.colorScheme = this.scheme === 'system' ? 'light dark' : this.scheme;
    window.dispatchEvent(new CustomEvent('portolan-scheme'));
  }
}

customElements.define('portolan-scheme-toggle', SchemeToggle);
