import type { Step, Value } from './json-text';

/** The words of JSON Schema that editors are given; others are passed over. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string | string[];
  title?: string;
  description?: string;
  format?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  examples?: unknown[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  if?: Schema;
  then?: Schema;
  else?: Schema;
}

/** A value that the schema knows of. */
export interface Choice {
  value: unknown;
  title?: string;
  description?: string;
}

/** What a schema says about one place, over all its parts. */
export class Rules {
  constructor(
    private readonly root: Schema,
    private readonly parts: Schema[],
    private readonly within?: Value,
  ) {}

  /** What holds at the end of a way through the document. */
  static at(root: Schema, steps: Step[]): Rules {
    let rules = new Rules(root, expand(root, root, steps[0]?.within), steps[0]?.within);
    steps.forEach((step, index) => {
      if (step.next !== undefined) {
        rules = rules.child(step.next, steps[index + 1]?.within);
      }
    });
    return rules;
  }

  child(step: string | number, within?: Value): Rules {
    const schemas = this.parts.flatMap((part) => {
      if (typeof step === 'number') {
        return part.items ? [part.items] : [];
      }
      const known = part.properties?.[step];
      if (known) {
        return [known];
      }
      return typeof part.additionalProperties === 'object' ? [part.additionalProperties] : [];
    });
    return new Rules(
      this.root,
      schemas.flatMap((schema) => expand(this.root, schema, within)),
      within,
    );
  }

  keys(): string[] {
    return [...new Set(this.parts.flatMap((part) => Object.keys(part.properties ?? {})))];
  }

  requires(key: string) {
    return this.parts.some((part) => part.required?.includes(key));
  }

  get known() {
    return this.parts.length > 0;
  }

  get types(): string[] {
    return [...new Set(this.parts.flatMap((part) => part.type ?? []))];
  }

  get title() {
    return this.first((part) => part.title);
  }

  get description() {
    return this.first((part) => part.description);
  }

  get format() {
    return this.first((part) => part.format);
  }

  /** Values to offer, each once; those that the schema lists before those that it only gives as examples. */
  choices(): Choice[] {
    const all: Choice[] = [];
    for (const part of this.parts) {
      if (part.const !== undefined) {
        all.push({ value: part.const, title: part.title, description: part.description });
      }
      part.enum?.forEach((value) => all.push({ value }));
    }
    for (const part of this.parts) {
      if (part.default !== undefined) {
        all.push({ value: part.default });
      }
      part.examples?.forEach((value) => all.push({ value }));
    }
    if (this.types.includes('boolean')) {
      all.push({ value: true }, { value: false });
    }
    const seen = new Set<string>();
    return all.filter((choice) => {
      const text = JSON.stringify(choice.value);
      return !seen.has(text) && seen.add(text);
    });
  }

  private first(read: (part: Schema) => string | undefined) {
    return this.parts.map(read).find((text) => text);
  }
}

/** The schema and all that it refers to, without the branches that the document has ruled out. */
function expand(root: Schema, schema: Schema, within?: Value, depth = 0): Schema[] {
  if (depth > 20) {
    return [];
  }
  const into = (each: Schema) => expand(root, each, within, depth + 1);
  const found = [schema];
  const target = schema.$ref?.startsWith('#/$defs/') ? root.$defs?.[schema.$ref.slice(8)] : undefined;
  if (target) {
    found.push(...into(target));
  }
  schema.allOf?.forEach((each) => found.push(...into(each)));
  [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
    .filter((each) => !contradicts(each, within))
    .forEach((each) => found.push(...into(each)));
  if (schema.if) {
    const branch = holds(schema.if, within) ? schema.then : schema.else;
    if (branch) {
      found.push(...into(branch));
    }
  }
  return found;
}

function valueOf(within: Value | undefined, key: string): unknown {
  return within?.entries.find((entry) => entry.key === key)?.value?.literal;
}

function listed(schema: Schema): unknown[] | undefined {
  return schema.const !== undefined ? [schema.const] : schema.enum;
}

/** Whether the object at hand already says something else than the branch asks for. */
function contradicts(branch: Schema, within?: Value) {
  return Object.entries(branch.properties ?? {}).some(([key, rule]) => {
    const allowed = listed(rule);
    const value = valueOf(within, key);
    return allowed !== undefined && value !== undefined && !allowed.includes(value);
  });
}

function holds(condition: Schema, within?: Value) {
  return (
    !contradicts(condition, within) && (condition.required ?? []).every((key) => valueOf(within, key) !== undefined)
  );
}
