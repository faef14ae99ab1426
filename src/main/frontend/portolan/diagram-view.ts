import { LitElement, type PropertyValues, css, html, nothing } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { onSchemeChange } from './colors';

/** Each drawing has styles of its own, which it finds by its id. */
let drawings = 0;

/** A diagram made of its text. What draws it is loaded when the first one is shown. */
class DiagramView extends LitElement {
  static override properties = {
    label: { type: String },
    source: { type: String },
    picture: { state: true },
    problem: { state: true },
  };

  static override styles = css`
    :host {
      display: block;
      margin: 1rem 0;
      min-width: 0;
      color: var(--pt-text);
    }
    :host([hidden]) {
      display: none;
    }
    .drawing {
      padding: 0.75rem;
      border: 1px solid var(--pt-border);
      border-radius: 0.65rem;
      background: var(--pt-raised);
    }
    .drawing svg {
      display: block;
      max-width: 100%;
      height: auto;
      margin-inline: auto;
    }
    p {
      margin: 0;
      color: var(--pt-muted);
    }
    p[role='alert'] {
      color: var(--pt-danger);
    }
    summary {
      padding: 0.25rem 0;
      font-size: 0.85rem;
      color: var(--pt-muted);
      cursor: pointer;
    }
    summary:focus-visible,
    pre:focus-visible {
      outline: 2px solid var(--pt-focus);
      outline-offset: 1px;
    }
    pre {
      margin: 0.25rem 0;
      padding: 0.5rem 0.75rem;
      border-radius: 0.65rem;
      overflow: auto;
      font-family: var(--pt-mono);
      font-size: 0.9rem;
      background: var(--pt-sunken);
    }
  `;

  declare label: string;
  declare source: string;
  declare picture: string;
  declare problem: string;
  private stop?: () => void;
  private turn = 0;

  constructor() {
    super();
    this.label = '';
    this.source = '';
    this.picture = '';
    this.problem = '';
  }

  override connectedCallback() {
    super.connectedCallback();
    this.stop = onSchemeChange(() => window.setTimeout(() => this.draw(), 50));
    if (this.hasUpdated) {
      this.draw();
    }
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.stop?.();
  }

  override render() {
    if (this.problem) {
      return html`<p role="alert">${this.getAttribute('text-failed')}</p>
        <pre tabindex="0">${this.problem}</pre>
        <pre tabindex="0">${this.source}</pre>`;
    }
    if (!this.picture) {
      return this.source ? html`<p role="status">${this.getAttribute('text-loading')}</p>` : nothing;
    }
    return html`<div class="drawing" role="img" aria-label=${this.label}>${unsafeHTML(this.picture)}</div>
      <details>
        <summary>${this.getAttribute('text-source')}</summary>
        <pre tabindex="0">${this.source}</pre>
      </details>`;
  }

  protected override updated(changed: PropertyValues) {
    if (changed.has('source')) {
      this.draw();
    }
  }

  private isDark() {
    const scheme = getComputedStyle(document.documentElement).colorScheme;
    return scheme.includes('dark') && (!scheme.includes('light') || window.matchMedia('(prefers-color-scheme: dark)').matches);
  }

  /** Only the last drawing that was asked for is shown. */
  private async draw() {
    const turn = ++this.turn;
    let picture = '';
    let problem = '';
    try {
      const { default: mermaid } = await import('mermaid');
      mermaid.initialize({
        startOnLoad: false,
        securityLevel: 'strict',
        suppressErrorRendering: true,
        look: 'classic',
        theme: this.isDark() ? 'dark' : 'default',
        fontFamily: getComputedStyle(this).fontFamily,
      });
      picture = (await mermaid.render(`portolan-diagram-${++drawings}`, this.source)).svg;
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
    if (turn === this.turn) {
      this.picture = picture;
      this.problem = problem;
    }
  }
}

customElements.define('portolan-diagram', DiagramView);
