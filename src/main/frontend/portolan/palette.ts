import './icons';
import '@vaadin/icon/src/vaadin-icon.js';
import { LitElement, css, html, nothing } from 'lit';
import { navigate } from './navigate';

interface Hit {
  group: string;
  title: string;
  detail?: string | null;
  icon: string;
  path: string;
}

const KEY = 'portolan.recent';
const RECENT = 6;

function recent(): Hit[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]');
  } catch {
    return [];
  }
}

function remember(hit: Hit) {
  try {
    const others = recent().filter((other) => other.path !== hit.path);
    localStorage.setItem(KEY, JSON.stringify([hit, ...others].slice(0, RECENT)));
  } catch {
    // Storage is switched off: nothing is remembered.
  }
}

class Palette extends LitElement {
  static override properties = {
    hits: { state: true },
    chosen: { state: true },
    text: { state: true },
    busy: { state: true },
  };

  static override styles = css`
    dialog {
      border: 1px solid var(--pt-border);
      border-radius: 1rem;
      padding: 0;
      margin: 12vh auto auto;
      width: min(40rem, calc(100vw - 1.5rem));
      max-height: min(32rem, 76vh);
      color: var(--vaadin-text-color);
      background: var(--pt-raised);
      box-shadow: 0 1.5rem 4rem rgb(0 0 0 / 0.35);
      overflow: hidden;
    }
    dialog[open] {
      display: flex;
      flex-direction: column;
    }
    dialog::backdrop {
      background: rgb(10 12 20 / 0.45);
      backdrop-filter: blur(2px);
    }
    .field {
      display: flex;
      align-items: center;
      gap: 0.75rem;
      padding: 0.9rem 1.1rem;
      border-bottom: 1px solid var(--pt-border);
    }
    input {
      all: unset;
      flex: 1;
      min-width: 0;
      font-size: 1.05rem;
      color: inherit;
    }
    input::placeholder {
      color: var(--pt-muted);
    }
    ul {
      list-style: none;
      margin: 0;
      padding: 0.4rem;
      overflow: auto;
      flex: 1;
    }
    .group {
      padding: 0.7rem 0.7rem 0.3rem;
      font-size: 0.75rem;
      font-weight: 600;
      color: var(--pt-muted);
    }
    .hit {
      display: flex;
      align-items: center;
      gap: 0.8rem;
      padding: 0.5rem 0.7rem;
      border-radius: 0.6rem;
      cursor: pointer;
    }
    .hit[aria-selected='true'] {
      background: var(--pt-selected);
    }
    .hit vaadin-icon {
      width: 1.15rem;
      height: 1.15rem;
      color: var(--pt-muted);
    }
    .title {
      white-space: nowrap;
      overflow: hidden;
      text-overflow: ellipsis;
      flex: none;
      max-width: 78%;
    }
    .detail {
      flex: 1 1 0;
      min-width: 0;
      text-align: end;
      color: var(--pt-muted);
      font-size: 0.85rem;
      white-space: nowrap;
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .note {
      padding: 1.6rem 1rem;
      text-align: center;
      color: var(--pt-muted);
    }
    footer {
      padding: 0.55rem 1.1rem;
      border-top: 1px solid var(--pt-border);
      font-size: 0.78rem;
      color: var(--pt-muted);
    }
    mark {
      background: none;
      color: inherit;
      font-weight: 700;
      text-decoration: underline;
      text-decoration-color: var(--pt-accent);
      text-decoration-thickness: 2px;
      text-underline-offset: 3px;
    }
  `;

  declare hits: Hit[];
  declare chosen: number;
  declare text: string;
  declare busy: boolean;
  declare $server: { find(text: string, number: number): void };
  private number = 0;
  private wait?: number;
  /** Whether the reader has pointed at a hit since the text was typed. */
  private steered = false;
  /** Whether Enter was pressed before the hits for the text were there. */
  private eager = false;
  private readonly keys = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      this.open();
    }
  };

  constructor() {
    super();
    this.hits = [];
    this.chosen = 0;
    this.text = '';
    this.busy = false;
  }

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('keydown', this.keys);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.keys);
  }

  open() {
    const dialog = this.dialog();
    if (dialog && !dialog.open) {
      this.text = '';
      this.hits = [];
      this.steered = false;
      this.eager = false;
      this.ask('');
      dialog.showModal();
      this.renderRoot.querySelector('input')?.focus();
    }
  }

  show(number: number, hits: Hit[]) {
    if (number !== this.number) {
      return;
    }
    this.busy = false;
    this.chosen = 0;
    const known = this.text ? [] : recent().map((hit) => ({ ...hit, group: this.label('recent') }));
    const paths = new Set(known.map((hit) => hit.path));
    const groups = new Map<string, Hit[]>();
    [...known, ...hits.filter((hit) => !paths.has(hit.path))].forEach((hit) =>
      groups.set(hit.group, [...(groups.get(hit.group) ?? []), hit]),
    );
    this.hits = [...groups.values()].flat();
    if (this.eager) {
      this.eager = false;
      if (this.hits[0]) {
        this.go(this.hits[0]);
      }
    }
  }

  private label(name: string) {
    return this.getAttribute('label-' + name) ?? '';
  }

  private dialog() {
    return this.renderRoot.querySelector('dialog');
  }

  private ask(text: string) {
    this.number += 1;
    this.busy = true;
    this.$server?.find(text, this.number);
  }

  override render() {
    return html`<dialog aria-label=${this.label('title')} @click=${this.backdrop} @keydown=${this.move}>
      <div class="field">
        <vaadin-icon icon="pt:search" aria-hidden="true"></vaadin-icon>
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls="hits"
          aria-autocomplete="list"
          aria-label=${this.label('title')}
          aria-activedescendant=${this.hits.length ? 'hit-' + this.chosen : nothing}
          placeholder=${this.label('placeholder')}
          autocomplete="off"
          spellcheck="false"
          .value=${this.text}
          @input=${this.typed}
        />
      </div>
      <ul id="hits" role="listbox" aria-label=${this.label('title')} tabindex="-1">
        ${this.hits.map((hit, index) => this.row(hit, index))}
      </ul>
      ${this.hits.length === 0
        ? html`<div class="note" role="status">
            ${this.busy ? this.label('loading') : this.text ? this.label('empty') : this.label('start')}
          </div>`
        : nothing}
      <footer>${this.label('hint')}</footer>
    </dialog>`;
  }

  private row(hit: Hit, index: number) {
    const heading = index === 0 || this.hits[index - 1].group !== hit.group;
    return html`${heading ? html`<li class="group" role="presentation">${hit.group}</li>` : nothing}
      <li
        class="hit"
        role="option"
        id=${'hit-' + index}
        aria-selected=${index === this.chosen ? 'true' : 'false'}
        @click=${() => this.go(hit)}
        @mousemove=${() => this.point(index)}
      >
        <vaadin-icon icon=${'pt:' + hit.icon} aria-hidden="true"></vaadin-icon>
        <span class="title">${this.marked(hit.title)}</span>
        ${hit.detail ? html`<span class="detail">${hit.detail}</span>` : nothing}
      </li>`;
  }

  private marked(title: string) {
    const at = this.text ? title.toLowerCase().indexOf(this.text.trim().toLowerCase()) : -1;
    const length = this.text.trim().length;
    return at < 0 || length === 0
      ? title
      : html`${title.slice(0, at)}<mark>${title.slice(at, at + length)}</mark>${title.slice(at + length)}`;
  }

  private typed(event: Event) {
    this.text = (event.target as HTMLInputElement).value;
    this.busy = true;
    this.steered = false;
    this.eager = false;
    window.clearTimeout(this.wait);
    this.wait = window.setTimeout(() => this.ask(this.text), 120);
  }

  private move(event: KeyboardEvent) {
    const last = this.hits.length - 1;
    if (event.key === 'ArrowDown') {
      this.point(this.chosen >= last ? 0 : this.chosen + 1);
    } else if (event.key === 'ArrowUp') {
      this.point(this.chosen <= 0 ? Math.max(0, last) : this.chosen - 1);
    } else if (event.key === 'Enter' && this.busy && !this.steered && this.text.trim()) {
      // what is listed still answers an earlier text
      this.eager = true;
      window.clearTimeout(this.wait);
      this.ask(this.text);
    } else if (event.key === 'Enter' && this.hits[this.chosen]) {
      this.go(this.hits[this.chosen]);
    } else {
      return;
    }
    event.preventDefault();
    this.updateComplete.then(() => this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }));
  }

  private point(index: number) {
    this.chosen = index;
    this.steered = true;
  }

  private backdrop(event: MouseEvent) {
    if (event.target === this.dialog()) {
      this.dialog()?.close();
    }
  }

  private go(hit: Hit) {
    remember(hit);
    this.dialog()?.close();
    navigate(hit.path);
  }
}

customElements.define('portolan-palette', Palette);
