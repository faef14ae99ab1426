import { type CompletionContext, type CompletionResult, autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { markdown } from '@codemirror/lang-markdown';
import { yaml } from '@codemirror/lang-yaml';
import {
  HighlightStyle,
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { goToNextChunk, goToPreviousChunk, unifiedMergeView } from '@codemirror/merge';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  tooltips,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { jsonAssist, jsonCompletion } from './json-assist';
import type { Schema } from './json-schema';

export interface Mark {
  line: number;
  column: number;
  /** Characters that are marked; 0 for one. */
  length: number;
  message: string;
}

/** Something to propose, such as `.inputs.name`. */
export interface Proposal {
  label: string;
  detail: string;
}

const colors = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--pt-blue-fg)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--pt-green-fg)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--pt-orange-fg)' },
  { tag: [tags.keyword, tags.operator], color: 'var(--pt-purple-fg)' },
  { tag: [tags.comment, tags.meta], color: 'var(--pt-muted)', fontStyle: 'italic' },
  { tag: tags.heading, color: 'var(--pt-blue-fg)', fontWeight: '650' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.link, tags.url], color: 'var(--pt-turquoise-fg)', textDecoration: 'underline' },
]);

const raised = { backgroundColor: 'var(--pt-raised)', color: 'var(--pt-text)', border: '1px solid var(--pt-border)' };

const look = EditorView.theme({
  '&': { color: 'var(--pt-text)', backgroundColor: 'transparent', fontSize: '0.92rem', height: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--pt-mono)', lineHeight: '1.55', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--pt-text)', padding: '0.5rem 0' },
  '.cm-cursor': { borderLeftColor: 'var(--pt-text)' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--pt-muted)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--pt-accent) 7%, transparent)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--pt-selected) !important' },
  '.cm-tooltip': { ...raised, borderRadius: '0.5rem', zIndex: '1000' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--pt-mono)', maxHeight: '16rem', maxWidth: 'min(36rem, 90vw)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.2rem 0.6rem' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--pt-selected) !important',
    color: 'var(--pt-text) !important',
  },
  '.cm-completionDetail': { color: 'var(--pt-muted)', fontStyle: 'normal', marginInlineStart: '1rem' },
  '.pt-about': { maxWidth: '26rem', padding: '0.5rem 0.7rem', fontSize: '0.9rem', display: 'grid', gap: '0.3rem' },
  '.cm-completionInfo .pt-about': { padding: '0' },
  '.pt-about p': { margin: '0' },
  '.pt-about small': { color: 'var(--pt-muted)', fontFamily: 'var(--pt-mono)', overflowWrap: 'anywhere' },
  '.cm-panels': { backgroundColor: 'var(--pt-raised)', color: 'var(--pt-text)', borderColor: 'var(--pt-border)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--pt-border)' },
  '.cm-panel.cm-search': { display: 'flex', flexWrap: 'wrap', gap: '0.3rem', alignItems: 'center', padding: '0.4rem 2.2rem 0.4rem 0.6rem' },
  '.cm-panel.cm-search br': { flexBasis: '100%', content: '""' },
  '.cm-panel.cm-search label': { display: 'inline-flex', alignItems: 'center', gap: '0.2rem', fontSize: '0.85rem' },
  '.cm-panel.cm-search .cm-textfield': {
    ...raised,
    margin: '0',
    padding: '0.2rem 0.5rem',
    borderRadius: '0.4rem',
    fontSize: '0.88rem',
    minWidth: '8rem',
    flex: '0 1 14rem',
  },
  '.cm-panel.cm-search .cm-button': {
    ...raised,
    margin: '0',
    padding: '0.2rem 0.6rem',
    borderRadius: '0.4rem',
    fontSize: '0.85rem',
    backgroundImage: 'none',
  },
  '.cm-panel.cm-search button[name=close]': { color: 'var(--pt-text)', fontSize: '1.2rem', padding: '0 0.5rem', right: '0.2rem', top: '0.3rem' },
  '.cm-panel.cm-search :focus-visible': { outline: '2px solid var(--pt-focus)' },
  '.cm-searchMatch': { backgroundColor: 'color-mix(in srgb, var(--pt-orange-fg) 22%, transparent)' },
  '.cm-searchMatch-selected': { backgroundColor: 'color-mix(in srgb, var(--pt-orange-fg) 45%, transparent)' },
  '.cm-selectionMatch': { backgroundColor: 'color-mix(in srgb, var(--pt-accent) 15%, transparent)' },
  '&.cm-merge-b .cm-changedLine, .cm-inlineChangedLine': {
    backgroundColor: 'color-mix(in srgb, var(--pt-green-fg) 10%, transparent)',
  },
  '&.cm-merge-b .cm-changedText': {
    background: 'color-mix(in srgb, var(--pt-green-fg) 25%, transparent)',
  },
  '.cm-deletedChunk': { backgroundColor: 'color-mix(in srgb, var(--pt-red-fg) 10%, transparent)' },
  '.cm-deletedChunk .cm-deletedText': { background: 'color-mix(in srgb, var(--pt-red-fg) 22%, transparent)' },
  '.cm-deletedChunk .cm-chunkButtons button.pt-restore': { ...raised, borderRadius: '0.4rem', padding: '0.1rem 0.5rem' },
  '.cm-foldPlaceholder': { background: 'var(--pt-sunken)', border: '1px solid var(--pt-border)', color: 'var(--pt-muted)' },
});

const languages: Record<string, () => Extension> = { json, yaml, markdown };

/** The differences to `original`, in the text itself; a part can be put back as it was. */
function comparison(original: string, restore: string): Extension {
  return [
    unifiedMergeView({
      original,
      mergeControls: (type, action) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'pt-restore';
        // only what was typed changes, never what it is compared with
        button.hidden = type === 'accept';
        button.textContent = restore;
        button.addEventListener('mousedown', action);
        button.addEventListener('click', (event) => event.detail === 0 && action(event));
        return button;
      },
    }),
    keymap.of([{ key: 'F7', run: goToNextChunk, shift: goToPreviousChunk }]),
  ];
}

const NEAR = 2000;

/** Proposes paths and functions where an expression stands: between double braces, or anywhere in jq. */
function proposing(everywhere: boolean, proposals: () => Proposal[]) {
  return (context: CompletionContext): CompletionResult | null => {
    const before = context.state.sliceDoc(Math.max(0, context.pos - NEAR), context.pos);
    const open = before.lastIndexOf('{{');
    const inside = open >= 0 && !before.includes('}}', open);
    const word = context.matchBefore(/[.\w@-]*/);
    if (!(everywhere || inside) || !word || (word.from === word.to && !context.explicit)) {
      return null;
    }
    return { from: word.from, options: proposals(), validFor: /^[.\w@-]*$/ };
  };
}

/**
 * An editor inside `parent`; the functions are how its element talks to it. What it shows above everything else is put
 * into `tips`.
 */
export function createEditor(
  parent: HTMLElement,
  tips: HTMLElement,
  root: ShadowRoot | Document,
  options: { value: string; language: string; label: string; readOnly: boolean; phrases: Record<string, string> },
  changed: (value: string) => void,
) {
  let proposals: Proposal[] = [];
  const readOnly = new Compartment();
  const attributes = new Compartment();
  const compared = new Compartment();
  let schema: Schema | undefined;
  const label = (text: string) => EditorView.contentAttributes.of({ 'aria-label': text, tabindex: '0' });
  const locked = (is: boolean) => [EditorState.readOnly.of(is), EditorView.editable.of(true)];
  const view = new EditorView({
    parent,
    root,
    state: EditorState.create({
      doc: options.value,
      extensions: [
        lineNumbers(),
        foldGutter(),
        lintGutter(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        EditorView.lineWrapping,
        autocompletion({
          override: [
            proposing(options.language === 'jq', () => proposals),
            ...(options.language === 'json' ? [jsonCompletion(() => schema)] : []),
          ],
          icons: false,
          maxRenderedOptions: 400,
        }),
        syntaxHighlighting(colors),
        look,
        EditorState.phrases.of(options.phrases),
        tooltips({ parent: tips }),
        search({ top: true }),
        highlightSelectionMatches({ minSelectionLength: 3 }),
        options.language === 'json' ? jsonAssist(() => schema) : [],
        keymap.of([...completionKeymap, ...lintKeymap, ...searchKeymap, ...defaultKeymap, ...historyKeymap, ...foldKeymap]),
        languages[options.language]?.() ?? [],
        compared.of([]),
        readOnly.of(locked(options.readOnly)),
        attributes.of(label(options.label)),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) {
            changed(update.state.doc.toString());
          }
        }),
      ],
    }),
  });
  return {
    setValue(value: string) {
      if (value !== view.state.doc.toString()) {
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
      }
    },
    setReadOnly: (is: boolean) => view.dispatch({ effects: readOnly.reconfigure(locked(is)) }),
    setLabel: (text: string) => view.dispatch({ effects: attributes.reconfigure(label(text)) }),
    setMarks(marks: Mark[]) {
      const doc = view.state.doc;
      const found = marks.map((mark): Diagnostic => {
        const line = doc.line(Math.min(Math.max(1, mark.line), doc.lines));
        const from = mark.column > 0 ? Math.min(line.to, line.from + mark.column - 1) : line.from;
        const to = mark.column > 0 ? Math.min(doc.length, from + Math.max(1, mark.length)) : line.to;
        return { from, to, severity: 'error', message: mark.message };
      });
      view.dispatch(setDiagnostics(view.state, found));
    },
    setSchema(value?: Schema) {
      schema = value;
    },
    /** Shows the differences to a text; null ends that. */
    compare: (original: string | null) =>
      view.dispatch({ effects: compared.reconfigure(original === null ? [] : comparison(original, options.phrases.restore)) }),
    setCompletions(list: Proposal[]) {
      proposals = list;
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
