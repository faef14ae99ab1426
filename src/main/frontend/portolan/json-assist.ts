import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  startCompletion,
} from '@codemirror/autocomplete';
import type { EditorState, Extension, Text } from '@codemirror/state';
import { type EditorView, hoverTooltip, keymap } from '@codemirror/view';
import { type Choice, Rules, type Schema } from './json-schema';
import { JsonText, type Place } from './json-text';

const readings = new WeakMap<Text, JsonText>();

function reading(doc: Text): JsonText {
  let found = readings.get(doc);
  if (!found) {
    found = new JsonText(doc.toString());
    readings.set(doc, found);
  }
  return found;
}

/** Completion of keys and values from a JSON Schema that may change. */
export function jsonCompletion(schema: () => Schema | undefined) {
  return (context: CompletionContext) => complete(schema(), context);
}

/** What keys and values mean under the mouse, and brackets that close themselves. */
export function jsonAssist(schema: () => Schema | undefined): Extension {
  return [
    closeBrackets(),
    keymap.of(closeBracketsKeymap),
    hoverTooltip((view, pos) => explain(schema(), view, pos)),
  ];
}

function complete(schema: Schema | undefined, context: CompletionContext): CompletionResult | null {
  const place = schema && reading(context.state.doc).place(context.pos);
  if (!schema || !place || context.state.readOnly) {
    return null;
  }
  const quoted = context.state.sliceDoc(place.from, place.from + 1) === '"';
  const behind = quoted && place.typed.endsWith('"');
  if (behind || (!context.explicit && !quoted && !place.typed)) {
    return null;
  }
  const options = place.role === 'key' ? keys(schema, place, context.state) : values(schema, place);
  return options.length === 0
    ? null
    : { from: context.pos - place.typed.length, options, validFor: /^[^"\\\n{}[\],]*$/ };
}

function keys(schema: Schema, place: Place, state: EditorState): Completion[] {
  const rules = Rules.at(schema, place.steps);
  const present = place.steps.at(-1)?.within.entries.filter((entry) => entry.from !== place.from) ?? [];
  return rules
    .keys()
    .filter((key) => !present.some((entry) => entry.key === key))
    .map((key) => {
      const value = rules.child(key);
      const needed = rules.requires(key);
      const required = needed ? `, ${state.phrase('required')}` : '';
      return {
        label: key,
        detail: value.types.join(' | ') + required,
        boost: needed ? 1 : 0,
        info: () => about(value.title, value.description, facts(value)),
        apply: (view: EditorView, _: Completion, __: number, to: number) => putKey(view, to, key, value),
      };
    });
}

function values(schema: Schema, place: Place): Completion[] {
  const rules = Rules.at(schema, place.steps);
  const options = rules.choices().map(
    (choice, index): Completion => ({
      label: typeof choice.value === 'string' ? choice.value : JSON.stringify(choice.value),
      detail: choice.title,
      boost: -index / 1000,
      info: choice.description ? () => about(choice.title, choice.description) : undefined,
      apply: (view, _, __, to) => put(view, to, JSON.stringify(choice.value)),
    }),
  );
  for (const [type, text] of [
    ['object', '{}'],
    ['array', '[]'],
  ]) {
    if (rules.types.includes(type) && !place.typed) {
      options.push({ label: text, apply: (view, _, __, to) => put(view, to, text, 1) });
    }
  }
  return options;
}

/** Puts a key in, with the beginning of its value where none is there yet. */
function putKey(view: EditorView, pos: number, key: string, value: Rules) {
  const now = reading(view.state.doc);
  const name = JSON.stringify(key);
  const place = now.place(pos);
  if (place && now.next(place.to) === ':') {
    put(view, pos, name);
    return;
  }
  const only = value.choices();
  const types = value.types;
  const start =
    only.length === 1 && types.length === 0
      ? JSON.stringify(only[0].value)
      : types.includes('string')
        ? '""'
        : types.includes('object')
          ? '{}'
          : types.includes('array')
            ? '[]'
            : '';
  const inner = ['""', '{}', '[]'].includes(start);
  put(view, pos, `${name}: ${start}`, inner ? 1 : 0);
  if (only.length > 1 && start !== '{}' && start !== '[]') {
    startCompletion(view);
  }
}

/** Replaces what stands at a position, with the commas that are needed around it. */
function put(view: EditorView, pos: number, insert: string, back = 0) {
  const now = reading(view.state.doc);
  const place = now.place(pos);
  if (!place) {
    return;
  }
  const behind = now.next(place.to);
  const comma = behind !== undefined && !'}],:'.includes(behind) ? ',' : '';
  const missing = place.comma === undefined ? [] : [{ from: place.comma, insert: ',' }];
  view.dispatch({
    changes: [...missing, { from: place.from, to: place.to, insert: insert + comma }],
    selection: { anchor: place.from + missing.length + insert.length - back },
    scrollIntoView: true,
    userEvent: 'input.complete',
  });
}

function explain(schema: Schema | undefined, view: EditorView, pos: number) {
  const place = schema && reading(view.state.doc).place(pos);
  if (!schema || !place || place.from === place.to) {
    return null;
  }
  const dom = place.role === 'key' ? aboutKey(schema, place, view) : aboutValue(schema, place, view);
  return dom ? { pos: place.from, end: place.to, above: true, create: () => ({ dom }) } : null;
}

function aboutKey(schema: Schema, place: Place, view: EditorView) {
  const entry = place.steps.at(-1)?.within.entries.find((each) => each.from === place.from);
  if (!entry) {
    return undefined;
  }
  const holder = Rules.at(schema, place.steps);
  const rules = holder.child(entry.key);
  const required = holder.requires(entry.key) ? [view.state.phrase('required')] : [];
  return rules.known ? about(rules.title ?? entry.key, rules.description, [...facts(rules), ...required]) : undefined;
}

function aboutValue(schema: Schema, place: Place, view: EditorView) {
  const rules = Rules.at(schema, place.steps);
  const text = view.state.sliceDoc(place.from, place.to);
  const same = rules.choices().find((choice: Choice) => JSON.stringify(choice.value) === text);
  const title = same?.title ?? (same ? String(same.value) : rules.title);
  const description = same?.description ?? rules.description;
  return description || same?.title ? about(title, description, same ? [] : facts(rules)) : undefined;
}

function facts(rules: Rules): string[] {
  const choices = rules.choices();
  const listed = choices.slice(0, 12).map((choice) => String(choice.value));
  const values = [...listed, ...(choices.length > 12 ? ['…'] : [])].join(', ');
  const type = rules.types.join(' | ') + (rules.format ? ` (${rules.format})` : '');
  return [type, rules.types.includes('boolean') ? '' : values].filter((fact) => fact);
}

function about(title?: string, description?: string, facts: string[] = []) {
  const dom = document.createElement('div');
  dom.className = 'pt-about';
  const add = (tag: string, text?: string) => {
    if (text) {
      dom.append(Object.assign(document.createElement(tag), { textContent: text }));
    }
  };
  add('strong', title);
  add('p', description);
  facts.forEach((fact) => add('small', fact));
  return dom;
}
