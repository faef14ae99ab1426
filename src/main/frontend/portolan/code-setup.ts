import { type CompletionContext, type CompletionResult, autocompletion } from '@codemirror/autocomplete';
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
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';

export interface Mark {
  line: number;
  column: number;
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

const look = EditorView.theme({
  '&': { color: 'var(--pt-text)', backgroundColor: 'transparent', fontSize: '0.92rem', height: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--pt-mono)', lineHeight: '1.55', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--pt-text)', padding: '0.5rem 0' },
  '.cm-cursor': { borderLeftColor: 'var(--pt-text)' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--pt-muted)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--pt-accent) 7%, transparent)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--pt-selected) !important' },
  '.cm-tooltip': {
    backgroundColor: 'var(--pt-raised)',
    color: 'var(--pt-text)',
    border: '1px solid var(--pt-border)',
    borderRadius: '0.5rem',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--pt-mono)', maxWidth: 'min(36rem, 90vw)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.2rem 0.6rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--pt-selected)',
    color: 'var(--pt-text)',
  },
  '.cm-completionDetail': { color: 'var(--pt-muted)', fontStyle: 'normal' },
  '.cm-foldPlaceholder': { background: 'var(--pt-sunken)', border: '1px solid var(--pt-border)', color: 'var(--pt-muted)' },
});

const languages: Record<string, () => Extension> = { json, yaml, markdown };

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

/** An editor inside `parent`; the functions are how its element talks to it. */
export function createEditor(
  parent: HTMLElement,
  root: ShadowRoot | Document,
  options: { value: string; language: string; label: string; readOnly: boolean },
  changed: (value: string) => void,
) {
  let proposals: Proposal[] = [];
  const readOnly = new Compartment();
  const attributes = new Compartment();
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
        autocompletion({ override: [proposing(options.language === 'jq', () => proposals)], icons: false }),
        syntaxHighlighting(colors),
        look,
        keymap.of([...defaultKeymap, ...historyKeymap, ...foldKeymap]),
        languages[options.language]?.() ?? [],
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
        return { from, to: mark.column > 0 ? Math.min(doc.length, from + 1) : line.to, severity: 'error', message: mark.message };
      });
      view.dispatch(setDiagnostics(view.state, found));
    },
    setCompletions(list: Proposal[]) {
      proposals = list;
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
