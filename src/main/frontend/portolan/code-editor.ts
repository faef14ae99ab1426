import { LitElement, type PropertyValues, css, html, nothing } from 'lit';
import type { Mark, Proposal, createEditor } from './code-setup';
import type { Schema } from './json-schema';

/** The editor itself is loaded when the first one is shown. */
class CodeField extends LitElement {
  static override properties = {
    label: { type: String },
    value: { type: String },
    language: { type: String },
    readonly: { type: Boolean, reflect: true },
    required: { type: Boolean, reflect: true },
    disabled: { type: Boolean, reflect: true },
    invalid: { type: Boolean, reflect: true },
    errorMessage: { type: String },
    helperText: { type: String },
    marks: { attribute: false },
    completions: { attribute: false },
    minLines: { type: Number },
    schema: { attribute: false },
    original: { type: String },
    comparing: { type: Boolean },
    phrases: { attribute: false },
  };

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: false };

  static override styles = css`
    :host {
      display: flex;
      flex-direction: column;
      gap: 0.3rem;
      min-width: 0;
      color: var(--pt-text);
    }
    :host([hidden]) {
      display: none;
    }
    .label {
      font-weight: 500;
      font-size: 0.93rem;
    }
    :host([required]) .label::after {
      content: ' *';
      color: var(--pt-danger);
    }
    .frame {
      flex: 1;
      min-height: 0;
      display: flex;
      flex-direction: column;
      overflow: hidden;
      border: 1px solid var(--pt-border);
      border-radius: 0.65rem;
      background: var(--pt-raised);
    }
    .editor {
      flex: 1;
      min-height: calc(var(--_lines, 4) * 1.43rem + 1rem);
      max-height: var(--_max, 36rem);
      overflow: auto;
    }
    .frame:focus-within {
      outline: 2px solid var(--pt-focus);
      outline-offset: -1px;
    }
    :host([invalid]) .frame {
      border-color: var(--pt-danger);
    }
    :host([readonly]) .frame {
      background: var(--pt-sunken);
      border-style: dashed;
    }
    .helper {
      font-size: 0.85rem;
      color: var(--pt-muted);
    }
    .error {
      font-size: 0.85rem;
      color: var(--pt-danger);
    }
    pre {
      margin: 0;
      padding: 0.5rem 0.75rem;
      font-family: var(--pt-mono);
      font-size: 0.92rem;
      color: var(--pt-muted);
      white-space: pre-wrap;
    }
  `;

  declare label: string;
  declare value: string;
  declare language: string;
  declare readonly: boolean;
  declare required: boolean;
  declare disabled: boolean;
  declare invalid: boolean;
  declare errorMessage: string;
  declare helperText: string;
  declare marks: Mark[];
  declare completions: Proposal[];
  declare minLines: number;
  /** JSON Schema that completion and explanations come from. */
  declare schema?: Schema;
  /** What the text is compared with. */
  declare original: string;
  declare comparing: boolean;
  declare phrases: Record<string, string>;
  private editor?: ReturnType<typeof createEditor>;
  private wait?: number;

  constructor() {
    super();
    this.label = '';
    this.value = '';
    this.language = 'plain';
    this.marks = [];
    this.completions = [];
    this.minLines = 4;
    this.errorMessage = '';
    this.helperText = '';
    this.original = '';
    this.comparing = false;
    this.phrases = {};
  }

  override render() {
    return html`
      ${this.label ? html`<span class="label" @click=${() => this.focus()}>${this.label}</span>` : nothing}
      <div class="frame" part="frame">
        <div
          class="editor"
          style=${`--_lines: ${this.minLines}; ${this.style.height ? '--_max: none' : ''}`}
          @focusout=${() => this.flush()}
        ></div>
      </div>
      <div class="tips"></div>
      ${this.invalid && this.errorMessage ? html`<div class="error" role="alert">${this.errorMessage}</div>` : nothing}
      ${this.helperText ? html`<div class="helper">${this.helperText}</div>` : nothing}
    `;
  }

  protected override async firstUpdated() {
    const { createEditor } = await import('./code-setup');
    const parent = this.renderRoot.querySelector<HTMLElement>('.editor');
    const tips = this.renderRoot.querySelector<HTMLElement>('.tips');
    if (!parent || !tips || this.editor) {
      return;
    }
    this.editor = createEditor(
      parent,
      tips,
      this.renderRoot as ShadowRoot,
      {
        value: this.value ?? '',
        language: this.language,
        label: this.label || this.language,
        readOnly: this.locked(),
        phrases: this.phrases ?? {},
      },
      (text) => this.typed(text),
    );
    this.editor.setSchema(this.schema);
    this.editor.setMarks(this.marks ?? []);
    this.editor.setCompletions(this.completions ?? []);
    this.compare();
  }

  protected override updated(changed: PropertyValues) {
    if (!this.editor) {
      return;
    }
    if (changed.has('value')) {
      this.editor.setValue(this.value ?? '');
    }
    if (changed.has('readonly') || changed.has('disabled')) {
      this.editor.setReadOnly(this.locked());
    }
    if (changed.has('label')) {
      this.editor.setLabel(this.label);
    }
    if (changed.has('completions')) {
      this.editor.setCompletions(this.completions ?? []);
    }
    if (changed.has('marks')) {
      this.editor.setMarks(this.marks ?? []);
    }
    if (changed.has('schema')) {
      this.editor.setSchema(this.schema);
    }
    if (changed.has('comparing') || (this.comparing && changed.has('original'))) {
      this.compare();
    }
  }

  private compare() {
    this.editor?.compare(this.comparing ? (this.original ?? '') : null);
  }

  override focus() {
    this.editor?.focus();
  }

  private locked() {
    return Boolean(this.readonly || this.disabled);
  }

  private typed(text: string) {
    if (text === this.value) {
      return;
    }
    this.value = text;
    window.clearTimeout(this.wait);
    this.wait = window.setTimeout(() => this.flush(), 400);
  }

  /** Tells the server; at the latest when the focus leaves. */
  private flush() {
    window.clearTimeout(this.wait);
    this.dispatchEvent(new CustomEvent('value-changed', { detail: { value: this.value } }));
  }
}

customElements.define('portolan-code', CodeField);
