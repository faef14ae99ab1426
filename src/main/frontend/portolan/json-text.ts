/** A reading of JSON that somebody is still typing: whatever is missing or too much, the rest is understood. */

interface Token {
  kind: '{' | '}' | '[' | ']' | ':' | ',' | 'string' | 'word';
  from: number;
  to: number;
}

/** A key of an object; without a value as long as none was typed. */
export interface Entry {
  key: string;
  from: number;
  to: number;
  value?: Value;
}

export interface Value {
  kind: 'object' | 'array' | 'scalar';
  from: number;
  /** Behind the last character, or the end of the text when it was never closed. */
  to: number;
  closed: boolean;
  entries: Entry[];
  items: Value[];
  /** Of a scalar: what it says, or undefined when it is no JSON. */
  literal?: unknown;
}

/** An object or list on the way to a place, and the key or number that leads on from it. */
export interface Step {
  within: Value;
  next?: string | number;
}

/** Where a position of the text is, as completion and explanation need it. */
export interface Place {
  role: 'key' | 'value';
  /** From the whole document inwards; the last one of a key has no `next`. */
  steps: Step[];
  /** The key or scalar at the position, with its quotes; empty where nothing was typed yet. */
  from: number;
  to: number;
  /** What stands there before the position, without the quote. */
  typed: string;
  /** Where a comma has to be put in first. */
  comma?: number;
}

export class JsonText {
  readonly root?: Value;
  private readonly tokens: Token[];
  private at = 0;

  constructor(private readonly text: string) {
    this.tokens = tokensOf(text);
    this.root = this.value();
  }

  /** The place of a position; undefined where only a colon or the end can stand. */
  place(pos: number): Place | undefined {
    const steps: Step[] = [];
    let within = this.root;
    if (!within || within.kind === 'scalar' || !inside(within, pos)) {
      return undefined;
    }
    for (;;) {
      const here: Value = within;
      const touched = here.entries.find((entry) => touches(entry, pos));
      if (touched) {
        steps.push({ within: here });
        return this.token('key', steps, touched, pos, this.comma(touched.from));
      }
      const children: [string | number, Value][] =
        here.kind === 'object'
          ? here.entries.flatMap((entry): [string, Value][] => (entry.value ? [[entry.key, entry.value]] : []))
          : here.items.map((item, index): [number, Value] => [index, item]);
      const child = children.find(([, value]) => (value.kind === 'scalar' ? touches(value, pos) : inside(value, pos)));
      if (!child) {
        return this.gap(here, steps, pos);
      }
      steps.push({ within: here, next: child[0] });
      if (child[1].kind === 'scalar') {
        const comma = here.kind === 'array' ? this.comma(child[1].from) : undefined;
        return this.token('value', steps, child[1], pos, comma);
      }
      within = child[1];
    }
  }

  /** The first character at or behind a position that is no blank. */
  next(pos: number) {
    return /\S/.exec(this.text.slice(pos))?.[0];
  }

  private token(
    role: 'key' | 'value',
    steps: Step[],
    span: { from: number; to: number },
    pos: number,
    comma?: number,
  ): Place {
    const typed = this.text.slice(span.from, Math.min(pos, span.to)).replace(/^"/, '');
    return { role, steps, from: span.from, to: span.to, typed, comma };
  }

  private before(pos: number): Token | undefined {
    return this.tokens.filter((token) => token.to <= pos).at(-1);
  }

  /** Where a comma is missing in front of a key or item that begins at a position. */
  private comma(pos: number): number | undefined {
    const before = this.before(pos);
    return !before || '{[,'.includes(before.kind) ? undefined : before.to;
  }

  /** Between two tokens it is the one before that says what may come. */
  private gap(within: Value, steps: Step[], pos: number): Place | undefined {
    const before = this.before(pos);
    const empty = { from: pos, to: pos, typed: '' };
    if (!before) {
      return undefined;
    }
    const comma = this.comma(pos);
    if (within.kind === 'array') {
      const index = within.items.filter((item) => item.to <= pos).length;
      return { role: 'value', steps: [...steps, { within, next: index }], ...empty, comma };
    }
    const entry = within.entries.filter((each) => each.to <= pos).at(-1);
    if (before.kind === ':' && entry) {
      return { role: 'value', steps: [...steps, { within, next: entry.key }], ...empty };
    }
    if (entry && !entry.value && before.to === entry.to) {
      return undefined;
    }
    return { role: 'key', steps: [...steps, { within }], ...empty, comma };
  }

  private value(): Value | undefined {
    const token = this.tokens[this.at];
    switch (token?.kind) {
      case '{':
        return this.object(token);
      case '[':
        return this.array(token);
      case 'string':
      case 'word':
        this.at++;
        return {
          kind: 'scalar',
          from: token.from,
          to: token.to,
          closed: true,
          entries: [],
          items: [],
          literal: literal(this.text.slice(token.from, token.to)),
        };
      default:
        return undefined;
    }
  }

  private object(open: Token): Value {
    const object = this.container('object', open);
    while (!this.ends(object, '}')) {
      const token = this.tokens[this.at];
      if (token.kind === 'string' || token.kind === 'word') {
        this.at++;
        const entry: Entry = { key: name(this.text.slice(token.from, token.to)), from: token.from, to: token.to };
        object.entries.push(entry);
        if (this.tokens[this.at]?.kind === ':') {
          this.at++;
          // a name with a colon behind it is the next key: this one has no value yet
          if (this.tokens[this.at + 1]?.kind !== ':') {
            entry.value = this.value();
          }
        }
      } else if (token.kind === '{' || token.kind === '[') {
        this.value();
      } else {
        this.at++;
      }
    }
    return object;
  }

  private array(open: Token): Value {
    const array = this.container('array', open);
    while (!this.ends(array, ']')) {
      const item = this.value();
      if (item) {
        array.items.push(item);
      } else {
        this.at++;
      }
    }
    return array;
  }

  private container(kind: 'object' | 'array', open: Token): Value {
    this.at++;
    return { kind, from: open.from, to: this.text.length, closed: false, entries: [], items: [] };
  }

  /** Whether an object or list goes no further: by its own bracket, by the one around it or by the end of the text. */
  private ends(value: Value, bracket: '}' | ']'): boolean {
    const token = this.tokens[this.at];
    if (token?.kind === bracket) {
      this.at++;
      value.to = token.to;
      value.closed = true;
    }
    return !token || token.kind === '}' || token.kind === ']';
  }
}

function inside(value: Value, pos: number) {
  return pos > value.from && (value.closed ? pos < value.to : pos <= value.to);
}

function touches(span: { from: number; to: number }, pos: number) {
  return pos >= span.from && pos <= span.to;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /[{}[\]:,]|"(?:\\.|[^"\\\n])*"?|[^\s{}[\]:,"]+/g;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const first = found[0][0];
    const kind = '{}[]:,'.includes(first) ? (first as Token['kind']) : first === '"' ? 'string' : 'word';
    tokens.push({ kind, from: found.index, to: found.index + found[0].length });
  }
  return tokens;
}

function literal(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

function name(source: string): string {
  const read = literal(source);
  return typeof read === 'string' ? read : source.replace(/^"|"$/g, '');
}
